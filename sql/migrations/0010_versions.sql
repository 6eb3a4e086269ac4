-- What a document was before it was read again: a row for each earlier extraction, and its fields with their evidence.

CREATE TABLE IF NOT EXISTS document_version (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    number INT UNSIGNED NOT NULL COMMENT '1 is the oldest',
    status VARCHAR(30) NOT NULL,
    page_count SMALLINT UNSIGNED,
    pages JSON NOT NULL COMMENT '[{number, width, height, dpi, source, confidence, words}]: what the boxes lie on',
    text_length INT UNSIGNED,
    confidence DECIMAL(4, 3),
    result_key VARCHAR(300) COMMENT 'result.html of this reading, which has its text',
    quality_score DECIMAL(4, 3),
    predicted_accuracy DECIMAL(4, 3),
    needs_review BOOLEAN NOT NULL,
    findings JSON NOT NULL,
    error_code VARCHAR(40),
    error_detail VARCHAR(500),
    made_at DATETIME(6) NOT NULL COMMENT 'when the document came to this status',
    kept_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) COMMENT 'when the next reading was asked for',
    kept_by VARCHAR(200) NOT NULL COMMENT 'who asked for it: key:<id>, or account:<name of the database account>',
    next_step VARCHAR(30) NOT NULL COMMENT 'the step that the next reading began with',
    PRIMARY KEY (tenant_id, document_id, number),
    CONSTRAINT document_version_number CHECK (number > 0),
    CONSTRAINT document_version_document FOREIGN KEY (tenant_id, document_id)
        REFERENCES document (tenant_id, document_id)
);

-- Neither refers to pages, which the next reading replaces, nor to the pipeline's fields, which may change by then.
CREATE TABLE IF NOT EXISTS version_field (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    number INT UNSIGNED NOT NULL,
    name VARCHAR(40) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    value VARCHAR(1000) NOT NULL,
    raw VARCHAR(1000),
    page SMALLINT UNSIGNED,
    box_left INT,
    box_top INT,
    box_right INT,
    box_bottom INT,
    confidence DECIMAL(4, 3) NOT NULL,
    source VARCHAR(20) NOT NULL,
    rule VARCHAR(60) NOT NULL,
    PRIMARY KEY (tenant_id, document_id, number, name),
    CONSTRAINT version_field_version FOREIGN KEY (tenant_id, document_id, number)
        REFERENCES document_version (tenant_id, document_id, number)
);

DELIMITER //

CREATE OR REPLACE TRIGGER document_version_is_immutable BEFORE UPDATE ON document_version FOR EACH ROW
    SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'version_is_immutable'//

CREATE OR REPLACE TRIGGER version_field_is_immutable BEFORE UPDATE ON version_field FOR EACH ROW
    SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'version_is_immutable'//

DELIMITER ;
