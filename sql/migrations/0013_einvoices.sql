-- Electronic invoices: what their XML says, and lines and taxes as rows, whoever read them.

ALTER TABLE page MODIFY COLUMN source ENUM('text', 'ocr', 'xml') NOT NULL;

ALTER TABLE field MODIFY COLUMN source ENUM('rules', 'llm', 'derived', 'xml') NOT NULL;

ALTER TABLE field DROP CONSTRAINT IF EXISTS field_evidence;

-- What the XML says need not stand on a page.
ALTER TABLE field ADD CONSTRAINT IF NOT EXISTS field_evidence CHECK (
    source IN ('derived', 'xml') OR (page IS NOT NULL AND box_left IS NOT NULL AND raw IS NOT NULL));

CREATE TABLE IF NOT EXISTS einvoice (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    content JSON NOT NULL COMMENT 'all that was read of the XML, for the steps',
    summary JSON NOT NULL COMMENT 'what clients are shown of it',
    PRIMARY KEY (tenant_id, document_id),
    CONSTRAINT einvoice_document FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id)
);

CREATE TABLE IF NOT EXISTS line_item (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    number SMALLINT UNSIGNED NOT NULL COMMENT '1 is the first',
    id VARCHAR(100) COMMENT 'the sender''s number of the line',
    article VARCHAR(200),
    name VARCHAR(1000),
    description VARCHAR(1000),
    quantity DECIMAL(20, 6),
    unit VARCHAR(30),
    unit_price DECIMAL(20, 6) COMMENT 'net, for one unit',
    net_amount DECIMAL(17, 2),
    tax_category VARCHAR(10),
    tax_rate DECIMAL(9, 4) COMMENT 'per cent',
    page SMALLINT UNSIGNED,
    box_left INT,
    box_top INT,
    box_right INT,
    box_bottom INT,
    confidence DECIMAL(4, 3),
    source ENUM('rules', 'llm', 'derived', 'xml'),
    PRIMARY KEY (tenant_id, document_id, number),
    CONSTRAINT line_item_confidence CHECK (number > 0 AND (confidence IS NULL OR confidence BETWEEN 0 AND 1)),
    CONSTRAINT line_item_document FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id),
    CONSTRAINT line_item_on_page FOREIGN KEY (tenant_id, document_id, page)
        REFERENCES page (tenant_id, document_id, number)
);

CREATE TABLE IF NOT EXISTS tax_subtotal (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    number SMALLINT UNSIGNED NOT NULL COMMENT '1 is the first',
    category VARCHAR(10),
    rate DECIMAL(9, 4) COMMENT 'per cent',
    taxable_amount DECIMAL(17, 2),
    tax_amount DECIMAL(17, 2),
    exemption VARCHAR(1000),
    page SMALLINT UNSIGNED,
    box_left INT,
    box_top INT,
    box_right INT,
    box_bottom INT,
    confidence DECIMAL(4, 3),
    source ENUM('rules', 'llm', 'derived', 'xml'),
    PRIMARY KEY (tenant_id, document_id, number),
    CONSTRAINT tax_subtotal_confidence CHECK (number > 0 AND (confidence IS NULL OR confidence BETWEEN 0 AND 1)),
    CONSTRAINT tax_subtotal_document FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id),
    CONSTRAINT tax_subtotal_on_page FOREIGN KEY (tenant_id, document_id, page)
        REFERENCES page (tenant_id, document_id, number)
);
