-- One log per tenant without gaps: the head's row lock is held to commit, so n is seen before n + 1 exists.

CREATE TABLE IF NOT EXISTS event_head (
    tenant_id INT UNSIGNED NOT NULL,
    last_seq BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (tenant_id),
    CONSTRAINT event_head_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

CREATE TABLE IF NOT EXISTS event (
    tenant_id INT UNSIGNED NOT NULL,
    seq BIGINT UNSIGNED NOT NULL,
    type VARCHAR(60) NOT NULL,
    document_id UUID,
    payload JSON NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (tenant_id, seq),
    CONSTRAINT event_document FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id)
);
