-- Answers kept for requests that are sent again, and which tables tell of their changes.

CREATE TABLE IF NOT EXISTS idempotency (
    tenant_id INT UNSIGNED NOT NULL,
    route VARCHAR(100) NOT NULL,
    once BINARY(32) NOT NULL COMMENT 'SHA-256 of the client''s Idempotency-Key',
    fingerprint BINARY(32) NOT NULL COMMENT 'of all that the request asked for',
    status SMALLINT UNSIGNED COMMENT 'of the answer; NULL only within the transaction that makes it',
    body MEDIUMTEXT,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (tenant_id, route, once),
    KEY created_at (created_at),
    CONSTRAINT idempotency_answer CHECK ((status IS NULL) = (body IS NULL)),
    CONSTRAINT idempotency_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

ALTER TABLE audit MODIFY tenant_id INT UNSIGNED COMMENT 'NULL: a row of the whole installation';

CREATE TABLE IF NOT EXISTS audited_table (
    name VARCHAR(64) NOT NULL,
    object_columns VARCHAR(200) NOT NULL COMMENT 'what names a row, joined by commas',
    secret_columns VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'never written down, joined by commas',
    service_columns VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'changed by the service as it works: not told of',
    PRIMARY KEY (name)
);
