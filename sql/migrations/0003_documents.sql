-- Files, the documents they are, and what was read on their pages.

CREATE TABLE IF NOT EXISTS media (
    tenant_id INT UNSIGNED NOT NULL,
    media_id UUID NOT NULL,
    sha256 BINARY(32) NOT NULL,
    type VARCHAR(100) NOT NULL COMMENT 'by content, never by name',
    bytes BIGINT UNSIGNED NOT NULL,
    storage_key VARCHAR(300) NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (tenant_id, media_id),
    UNIQUE KEY sha256 (tenant_id, sha256),
    CONSTRAINT media_bytes CHECK (bytes > 0),
    CONSTRAINT media_key CHECK (storage_key NOT LIKE '/%' AND storage_key NOT LIKE '%..%'),
    CONSTRAINT media_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

CREATE TABLE IF NOT EXISTS document (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    media_id UUID NOT NULL,
    pipeline VARCHAR(30) NOT NULL,
    status VARCHAR(30) NOT NULL,
    filename VARCHAR(255) NOT NULL COMMENT 'the client''s name for it, for showing only',
    priority TINYINT UNSIGNED NOT NULL DEFAULT 5,
    page_count SMALLINT UNSIGNED,
    text_length INT UNSIGNED,
    confidence DECIMAL(4, 3) COMMENT 'mean over the words',
    result_key VARCHAR(300) COMMENT 'result.html in the blob store',
    quality_score DECIMAL(4, 3),
    predicted_accuracy DECIMAL(4, 3),
    needs_review BOOLEAN NOT NULL DEFAULT FALSE,
    findings JSON NOT NULL DEFAULT '[]' COMMENT '[{code, detail, field?}]: what a reviewer should look at',
    error_code VARCHAR(40),
    error_detail VARCHAR(500),
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    started_at DATETIME(6),
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    finished_at DATETIME(6),
    PRIMARY KEY (tenant_id, document_id),
    KEY media (tenant_id, media_id),
    CONSTRAINT document_priority CHECK (priority BETWEEN 1 AND 10),
    CONSTRAINT document_scores CHECK (
        (quality_score IS NULL OR quality_score BETWEEN 0 AND 1)
        AND (predicted_accuracy IS NULL OR predicted_accuracy BETWEEN 0 AND 1)
        AND (confidence IS NULL OR confidence BETWEEN 0 AND 1)),
    CONSTRAINT document_media FOREIGN KEY (tenant_id, media_id) REFERENCES media (tenant_id, media_id),
    CONSTRAINT document_known_status FOREIGN KEY (pipeline, status) REFERENCES document_status (pipeline, status)
);

CREATE TABLE IF NOT EXISTS page (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    number SMALLINT UNSIGNED NOT NULL,
    width INT UNSIGNED NOT NULL,
    height INT UNSIGNED NOT NULL,
    dpi SMALLINT UNSIGNED NOT NULL,
    source ENUM('text', 'ocr') NOT NULL,
    image_key VARCHAR(300) COMMENT 'the prepared image, where the page is one',
    confidence DECIMAL(4, 3),
    word_count INT UNSIGNED,
    words JSON COMMENT 'NULL until read',
    PRIMARY KEY (tenant_id, document_id, number),
    CONSTRAINT page_size CHECK (number > 0 AND width > 0 AND height > 0 AND dpi > 0),
    CONSTRAINT page_document FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id)
);

CREATE TABLE IF NOT EXISTS prediction (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    name VARCHAR(40) NOT NULL,
    raw VARCHAR(1000) NOT NULL,
    page SMALLINT UNSIGNED NOT NULL,
    box_left INT NOT NULL,
    box_top INT NOT NULL,
    box_right INT NOT NULL,
    box_bottom INT NOT NULL,
    words JSON NOT NULL COMMENT 'ids of the words on that page',
    confidence DECIMAL(4, 3) NOT NULL,
    source ENUM('rules', 'llm') NOT NULL,
    rule VARCHAR(60) NOT NULL,
    PRIMARY KEY (tenant_id, document_id, name),
    CONSTRAINT prediction_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT prediction_page FOREIGN KEY (tenant_id, document_id, page)
        REFERENCES page (tenant_id, document_id, number)
);

CREATE TABLE IF NOT EXISTS field (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    pipeline VARCHAR(30) NOT NULL,
    name VARCHAR(40) NOT NULL,
    kind ENUM('text', 'date', 'amount') NOT NULL,
    value VARCHAR(1000) NOT NULL COMMENT 'canonical: text, yyyy-mm-dd, 1234.56',
    raw VARCHAR(1000) COMMENT 'NULL where it was derived',
    page SMALLINT UNSIGNED,
    box_left INT,
    box_top INT,
    box_right INT,
    box_bottom INT,
    words JSON,
    confidence DECIMAL(4, 3) NOT NULL,
    source ENUM('rules', 'llm', 'derived') NOT NULL,
    rule VARCHAR(60) NOT NULL,
    PRIMARY KEY (tenant_id, document_id, name),
    CONSTRAINT field_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT field_canonical CHECK (
        kind = 'text'
        OR kind = 'date' AND value REGEXP '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
        OR kind = 'amount' AND value REGEXP '^-?[0-9]{1,15}[.][0-9]{2}$'),
    CONSTRAINT field_evidence CHECK (
        source = 'derived' OR (page IS NOT NULL AND box_left IS NOT NULL AND raw IS NOT NULL)),
    CONSTRAINT field_of_document FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id),
    CONSTRAINT field_on_page FOREIGN KEY (tenant_id, document_id, page)
        REFERENCES page (tenant_id, document_id, number),
    CONSTRAINT field_known FOREIGN KEY (pipeline, name, kind) REFERENCES field_type (pipeline, name, kind)
);

CREATE TABLE IF NOT EXISTS secret (
    name VARCHAR(30) NOT NULL,
    value BINARY(32) NOT NULL COMMENT 'random, made by the seeds; a new value ends all links',
    PRIMARY KEY (name)
);
