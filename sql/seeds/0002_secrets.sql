-- What links to results are signed with, and what the names of tenants' locks are made of: any account of the server can
-- hold a lock whose name it knows.

INSERT IGNORE INTO secret (name, value) VALUES ('result_link', RANDOM_BYTES(32)), ('tenant_lock', RANDOM_BYTES(32));
