DELIMITER //

-- Pools before document_show, for GET /documents/{id}.

-- document_get: a document with its fields. field_values is an object of the fields of its type, null where there is
-- none; fields is an array with the evidence of each; both are JSON text with amounts as decimal numbers. einvoice is what
-- its XML says besides; line_count and tax_count are how many rows line_item_list and tax_subtotal_list give.
-- Errors: 45404 document_unknown.
-- account: app
-- transaction: none
-- returns: one
--   status VARCHAR
--   pipeline VARCHAR
--   document_type VARCHAR?
--   filename VARCHAR
--   page_count INT?
--   tags JSON
--   field_values JSON
--   fields JSON
--   findings JSON
--   pages JSON
--   einvoice JSON?
--   line_count INT
--   tax_count INT
--   quality_score DECIMAL?
--   predicted_accuracy DECIMAL?
--   needs_review BOOLEAN
--   error_code VARCHAR?
--   error_detail VARCHAR?
--   created_at DATETIME
--   updated_at DATETIME
-- example: CALL document_get(@key, @document)
CREATE OR REPLACE PROCEDURE document_get(IN p_key BINARY(32), IN p_document UUID)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    DECLARE v_values, v_fields, v_tags MEDIUMTEXT;
    SELECT CONCAT('{', COALESCE(GROUP_CONCAT(
                CONCAT(JSON_QUOTE(t.name), ':',
                    CASE WHEN f.value IS NULL THEN 'null' WHEN f.kind = 'amount' THEN f.value
                        ELSE JSON_QUOTE(f.value) END)
                ORDER BY t.position SEPARATOR ','), ''), '}'),
            CONCAT('[', COALESCE(GROUP_CONCAT(
                IF(f.value IS NULL, NULL, CONCAT(
                    '{"name":', JSON_QUOTE(f.name), ',"value":', IF(f.kind = 'amount', f.value, JSON_QUOTE(f.value)),
                    ',"raw":', COALESCE(JSON_QUOTE(f.raw), 'null'),
                    ',"confidence":', f.confidence, ',"source":"', f.source, '","rule":', JSON_QUOTE(f.rule),
                    ',"page":', COALESCE(f.page, 'null'),
                    ',"box":', COALESCE(CONCAT('[', f.box_left, ',', f.box_top, ',', f.box_right, ',', f.box_bottom, ']'),
                        'null'),
                    ',"words":', COALESCE(f.words, '[]'), '}'))
                ORDER BY t.position SEPARATOR ','), ''), ']')
        INTO v_values, v_fields
        FROM (
            SELECT b.name, b.position FROM document d
                LEFT JOIN document_type t ON t.tenant_id = d.tenant_id AND t.name = d.document_type
                JOIN field_type b ON b.pipeline = IF(d.document_type IS NULL, d.pipeline, t.base)
                WHERE d.tenant_id = v_tenant AND d.document_id = p_document
            UNION ALL SELECT o.name, 1000 + o.position FROM document d
                JOIN document_type t ON t.tenant_id = d.tenant_id AND t.name = d.document_type
                JOIN document_type_field o ON o.tenant_id = t.tenant_id AND o.document_type = t.name
                WHERE d.tenant_id = v_tenant AND d.document_id = p_document
                    AND NOT EXISTS (SELECT 1 FROM field_type b WHERE b.pipeline = t.base AND b.name = o.name)
                    AND (o.removed_at IS NULL OR EXISTS (SELECT 1 FROM field f
                        WHERE f.tenant_id = v_tenant AND f.document_id = p_document AND f.name = o.name))) t
        LEFT JOIN field f ON f.tenant_id = v_tenant AND f.document_id = p_document AND f.name = t.name;
    SET v_tags = (SELECT CONCAT('[', COALESCE(GROUP_CONCAT(JSON_QUOTE(tag) ORDER BY tag SEPARATOR ','), ''), ']')
        FROM document_tag WHERE tenant_id = v_tenant AND document_id = p_document);
    SELECT d.status, pipeline_name(d.pipeline) AS pipeline,
            IF(d.pipeline = 'invoice', COALESCE(d.document_type, 'invoice'), d.document_type) AS document_type,
            d.filename, d.page_count, v_tags AS tags, v_values AS field_values, v_fields AS fields, d.findings,
            document_pages(v_tenant, p_document) AS pages, e.summary AS einvoice,
            (SELECT COUNT(*) FROM line_item l
                WHERE l.tenant_id = v_tenant AND l.document_id = p_document) AS line_count,
            (SELECT COUNT(*) FROM tax_subtotal x
                WHERE x.tenant_id = v_tenant AND x.document_id = p_document) AS tax_count,
            d.quality_score, d.predicted_accuracy, d.needs_review, d.error_code, d.error_detail,
            d.created_at, d.updated_at
        FROM document d
        LEFT JOIN einvoice e ON e.tenant_id = v_tenant AND e.document_id = d.document_id
        WHERE d.tenant_id = v_tenant AND d.document_id = p_document;
    IF FOUND_ROWS() = 0 THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
END//

-- line_item_list: the lines of a document, in order. Errors: 45404 document_unknown.
-- account: app
-- transaction: none
-- returns: many
--   number INT
--   id VARCHAR?
--   article VARCHAR?
--   name VARCHAR?
--   description VARCHAR?
--   quantity DECIMAL?
--   unit VARCHAR?
--   unit_price DECIMAL?
--   net_amount DECIMAL?
--   tax_category VARCHAR?
--   tax_rate DECIMAL?
--   page INT?
--   box_left INT?
--   box_top INT?
--   box_right INT?
--   box_bottom INT?
--   confidence DECIMAL?
--   source VARCHAR?
-- example: CALL line_item_list(@key, @document)
CREATE OR REPLACE PROCEDURE line_item_list(IN p_key BINARY(32), IN p_document UUID)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    CALL document_required(v_tenant, p_document);
    SELECT CAST(number AS SIGNED) AS number, id, article, name, description, quantity, unit, unit_price, net_amount,
            tax_category, tax_rate, CAST(page AS SIGNED) AS page, box_left, box_top, box_right, box_bottom, confidence,
            source
        FROM line_item WHERE tenant_id = v_tenant AND document_id = p_document ORDER BY line_item.number;
END//

-- tax_subtotal_list: the tax of a document by rates, in order. Errors: 45404 document_unknown.
-- account: app
-- transaction: none
-- returns: many
--   number INT
--   category VARCHAR?
--   rate DECIMAL?
--   taxable_amount DECIMAL?
--   tax_amount DECIMAL?
--   exemption VARCHAR?
--   page INT?
--   box_left INT?
--   box_top INT?
--   box_right INT?
--   box_bottom INT?
--   confidence DECIMAL?
--   source VARCHAR?
-- example: CALL tax_subtotal_list(@key, @document)
CREATE OR REPLACE PROCEDURE tax_subtotal_list(IN p_key BINARY(32), IN p_document UUID)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    CALL document_required(v_tenant, p_document);
    SELECT CAST(number AS SIGNED) AS number, category, rate, taxable_amount, tax_amount, exemption,
            CAST(page AS SIGNED) AS page, box_left, box_top, box_right, box_bottom, confidence, source
        FROM tax_subtotal WHERE tenant_id = v_tenant AND document_id = p_document ORDER BY tax_subtotal.number;
END//
