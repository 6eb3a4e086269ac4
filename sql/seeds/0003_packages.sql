-- Three packages, and what an address may do without a key. They are an operator's to change, so an existing row keeps
-- its values. A new tenant has standard, whose rate is the default policy: 100 requests of a key in 15 minutes.

INSERT IGNORE INTO package (package, documents_per_month, storage_bytes, requests, period_s, concurrency) VALUES
    ('free', 100, 1 << 30, 100, 900, 2),
    ('standard', 10000, 50 << 30, 100, 900, 8),
    ('business', 200000, 1 << 40, 60000, 900, 32);

INSERT IGNORE INTO address_policy (policy, requests, period_s) VALUES ('without_key', 100, 900);
