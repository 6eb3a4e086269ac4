-- What links to results are signed with.

INSERT IGNORE INTO secret (name, value) VALUES ('result_link', RANDOM_BYTES(32));
