-- Customers, the keys they call with, and who changed what.

CREATE TABLE IF NOT EXISTS tenant (
    tenant_id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    uid UUID NOT NULL COMMENT 'the id that clients see, userId of the OCR platform',
    slug VARCHAR(63) NOT NULL,
    name VARCHAR(200) NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (tenant_id),
    UNIQUE KEY uid (uid),
    UNIQUE KEY slug (slug),
    UNIQUE KEY active (tenant_id, active),
    CONSTRAINT tenant_slug CHECK (slug REGEXP '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'),
    CONSTRAINT tenant_name CHECK (CHAR_LENGTH(TRIM(name)) > 0)
);

CREATE TABLE IF NOT EXISTS api_key (
    key_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the key; the key itself is shown once and kept nowhere',
    tenant_id INT UNSIGNED NOT NULL,
    tenant_active BOOLEAN NOT NULL COMMENT 'follows the tenant''s, so that each call looks up one row less',
    key_id UUID NOT NULL,
    name VARCHAR(100) NOT NULL,
    hint VARCHAR(12) NOT NULL COMMENT 'the first letters, to tell keys apart',
    scopes SET('documents:read', 'documents:write') NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    expires_at DATETIME(6),
    revoked_at DATETIME(6),
    PRIMARY KEY (key_hash),
    UNIQUE KEY key_id (tenant_id, key_id),
    CONSTRAINT api_key_scopes CHECK (scopes <> ''),
    CONSTRAINT api_key_tenant FOREIGN KEY (tenant_id, tenant_active) REFERENCES tenant (tenant_id, active)
        ON UPDATE CASCADE
);

CREATE TABLE IF NOT EXISTS audit (
    audit_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    tenant_id INT UNSIGNED NOT NULL,
    at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    actor VARCHAR(200) NOT NULL,
    action VARCHAR(60) NOT NULL,
    object VARCHAR(100) NOT NULL,
    before_value JSON,
    after_value JSON,
    PRIMARY KEY (audit_id),
    KEY tenant (tenant_id, audit_id),
    CONSTRAINT audit_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

DELIMITER //

CREATE OR REPLACE TRIGGER audit_is_append_only_1 BEFORE UPDATE ON audit FOR EACH ROW
    SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'audit_is_append_only'//

CREATE OR REPLACE TRIGGER audit_is_append_only_2 BEFORE DELETE ON audit FOR EACH ROW
    SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'audit_is_append_only'//

DELIMITER ;
