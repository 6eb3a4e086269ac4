-- Who looks after a tenant with a database account of its own, and the files that were run so.

CREATE TABLE IF NOT EXISTS tenant_admin (
    account VARCHAR(80) NOT NULL COMMENT 'the database account''s name',
    tenant_id INT UNSIGNED NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    revoked_at DATETIME(6),
    PRIMARY KEY (account),
    UNIQUE KEY tenant (tenant_id, account),
    CONSTRAINT tenant_admin_account CHECK (account LIKE 'tenant|_%' ESCAPE '|'),
    CONSTRAINT tenant_admin_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

CREATE TABLE IF NOT EXISTS tenant_migration (
    tenant_id INT UNSIGNED NOT NULL,
    file VARCHAR(120) NOT NULL COMMENT 'its name in the tenant''s folder',
    step SMALLINT UNSIGNED NOT NULL COMMENT 'number of the statement in it',
    version INT UNSIGNED NOT NULL COMMENT 'the number in its name',
    sha256 CHAR(64) NOT NULL COMMENT 'of the whole file',
    state ENUM('running', 'done') NOT NULL,
    started_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    done_at DATETIME(6),
    PRIMARY KEY (tenant_id, file, step),
    CONSTRAINT tenant_migration_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);
