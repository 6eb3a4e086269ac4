-- What a tenant may use, and what it has used: counters that change with their effect, never a count on demand.

CREATE TABLE IF NOT EXISTS package (
    package VARCHAR(30) NOT NULL,
    documents_per_month INT UNSIGNED NOT NULL,
    storage_bytes BIGINT UNSIGNED NOT NULL COMMENT 'of uploaded files; the same bytes count once',
    requests INT UNSIGNED NOT NULL COMMENT 'of one key in period_s seconds',
    period_s INT UNSIGNED NOT NULL DEFAULT 900,
    concurrency SMALLINT UNSIGNED NOT NULL COMMENT 'jobs that run at once',
    PRIMARY KEY (package),
    CONSTRAINT package_name CHECK (package REGEXP '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'),
    CONSTRAINT package_positive CHECK (requests > 0 AND period_s BETWEEN 1 AND 86400 AND concurrency > 0)
);

-- The packages themselves come with the seeds, which are applied after the migrations, so a tenant's is not looked for yet.
SET STATEMENT foreign_key_checks = 0 FOR ALTER TABLE tenant
    ADD COLUMN IF NOT EXISTS package VARCHAR(30) NOT NULL DEFAULT 'standard' AFTER name,
    ADD CONSTRAINT tenant_package FOREIGN KEY IF NOT EXISTS (package) REFERENCES package (package) ON UPDATE CASCADE;

CREATE TABLE IF NOT EXISTS tenant_quota (
    tenant_id INT UNSIGNED NOT NULL,
    documents_per_month INT UNSIGNED COMMENT 'NULL here and below: as the package has it; never above that',
    storage_bytes BIGINT UNSIGNED,
    requests INT UNSIGNED,
    concurrency SMALLINT UNSIGNED,
    PRIMARY KEY (tenant_id),
    CONSTRAINT tenant_quota_positive CHECK (
        (requests IS NULL OR requests > 0) AND (concurrency IS NULL OR concurrency > 0)),
    CONSTRAINT tenant_quota_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

CREATE TABLE IF NOT EXISTS tenant_usage (
    tenant_id INT UNSIGNED NOT NULL,
    month DATE NOT NULL COMMENT 'its first day, UTC',
    documents INT UNSIGNED NOT NULL,
    PRIMARY KEY (tenant_id, month),
    CONSTRAINT tenant_usage_month CHECK (DAYOFMONTH(month) = 1),
    CONSTRAINT tenant_usage_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

CREATE TABLE IF NOT EXISTS tenant_storage (
    tenant_id INT UNSIGNED NOT NULL,
    bytes BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (tenant_id),
    CONSTRAINT tenant_storage_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

-- What a tenant stored and sent in before there were counters.
INSERT IGNORE INTO tenant_usage (tenant_id, month, documents)
    SELECT tenant_id, DATE_FORMAT(created_at, '%Y-%m-01'), COUNT(*) FROM document
    GROUP BY tenant_id, DATE_FORMAT(created_at, '%Y-%m-01');

INSERT IGNORE INTO tenant_storage (tenant_id, bytes) SELECT tenant_id, SUM(bytes) FROM media GROUP BY tenant_id;

ALTER TABLE api_key
    ADD COLUMN IF NOT EXISTS requests INT UNSIGNED COMMENT 'NULL: as the tenant''s other keys' AFTER scopes,
    ADD COLUMN IF NOT EXISTS period_s INT UNSIGNED AFTER requests,
    ADD CONSTRAINT IF NOT EXISTS api_key_rate CHECK (
        (requests IS NULL) = (period_s IS NULL) AND (requests IS NULL OR requests > 0)
        AND (period_s IS NULL OR period_s BETWEEN 1 AND 86400));

CREATE TABLE IF NOT EXISTS key_window (
    tenant_id INT UNSIGNED NOT NULL,
    key_id UUID NOT NULL,
    started_at DATETIME(6) NOT NULL,
    used INT UNSIGNED NOT NULL COMMENT 'requests handed to the processes, in blocks',
    PRIMARY KEY (tenant_id, key_id),
    CONSTRAINT key_window_key FOREIGN KEY (tenant_id, key_id) REFERENCES api_key (tenant_id, key_id)
);

CREATE TABLE IF NOT EXISTS address_policy (
    policy VARCHAR(30) NOT NULL,
    requests INT UNSIGNED NOT NULL COMMENT 'of one address in period_s seconds',
    period_s INT UNSIGNED NOT NULL,
    PRIMARY KEY (policy),
    CONSTRAINT address_policy_positive CHECK (requests > 0 AND period_s BETWEEN 1 AND 86400)
);

CREATE TABLE IF NOT EXISTS address_window (
    address VARBINARY(16) NOT NULL COMMENT 'IPv4, or the first half of IPv6: one customer has all the rest',
    started_at DATETIME(6) NOT NULL,
    ends_at DATETIME(6) NOT NULL,
    used INT UNSIGNED NOT NULL,
    PRIMARY KEY (address),
    KEY ends_at (ends_at)
);
