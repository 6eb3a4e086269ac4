DELIMITER //

-- What a document was before it was read again. The words of its pages are not kept: they are most of a document's
-- bytes, its text stands in the reading's result.html, and each field carries its own raw text, page and box.

-- version_keep: keeps what a document is now as its next version. Inside the caller's transaction, which holds the
-- document's row.
-- account: internal
CREATE OR REPLACE PROCEDURE version_keep(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_step VARCHAR(30), IN p_actor VARCHAR(200),
    OUT p_number INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    SET p_number = 1 + COALESCE((SELECT MAX(number) FROM document_version
        WHERE tenant_id = p_tenant AND document_id = p_document), 0);
    INSERT INTO document_version (tenant_id, document_id, number, status, page_count, pages, text_length, confidence,
            result_key, quality_score, predicted_accuracy, needs_review, findings, error_code, error_detail, made_at,
            kept_by, next_step)
        SELECT p_tenant, p_document, p_number, status, page_count, document_pages(p_tenant, p_document), text_length,
            confidence, result_key, quality_score, predicted_accuracy, needs_review, findings, error_code, error_detail,
            updated_at, p_actor, p_step
        FROM document WHERE tenant_id = p_tenant AND document_id = p_document;
    INSERT INTO version_field (tenant_id, document_id, number, name, kind, value, raw, page, box_left, box_top,
            box_right, box_bottom, confidence, source, rule)
        SELECT p_tenant, p_document, p_number, name, kind, value, raw, page, box_left, box_top, box_right, box_bottom,
            confidence, source, rule
        FROM field WHERE tenant_id = p_tenant AND document_id = p_document;
END//

-- document_pages: a document's pages as JSON, without their words.
-- account: internal
CREATE OR REPLACE FUNCTION document_pages(p_tenant INT UNSIGNED, p_document UUID) RETURNS MEDIUMTEXT
READS SQL DATA
BEGIN
    RETURN (SELECT CONCAT('[', COALESCE(GROUP_CONCAT(CONCAT(
                '{"number":', number, ',"width":', width, ',"height":', height, ',"dpi":', dpi, ',"source":"', source,
                '","confidence":', COALESCE(confidence, 'null'), ',"words":', COALESCE(word_count, 'null'),
                ',"capture_problems":', COALESCE(JSON_EXTRACT(reading, '$.capture'), '[]'), '}')
                ORDER BY number SEPARATOR ','), ''), ']')
        FROM page WHERE tenant_id = p_tenant AND document_id = p_document);
END//

-- value_json: a field's value as JSON, amounts as numbers, NULL as null.
-- account: internal
CREATE OR REPLACE FUNCTION value_json(p_kind VARCHAR(20), p_value VARCHAR(1000)) RETURNS TEXT
DETERMINISTIC NO SQL
BEGIN
    RETURN CASE WHEN p_value IS NULL THEN 'null' WHEN p_kind = 'amount' THEN p_value ELSE JSON_QUOTE(p_value) END;
END//

-- version_changes: how the fields of a version differ from those that came after it, which are the next version's, or
-- the document's own behind the last: an array of {field, before, after, change} by name, where change is added,
-- removed, changed or same. This is the only place that compares them. NULL while the document is being read again.
-- account: internal
CREATE OR REPLACE FUNCTION version_changes(p_tenant INT UNSIGNED, p_document UUID, p_number INT UNSIGNED)
RETURNS MEDIUMTEXT
READS SQL DATA
BEGIN
    DECLARE v_is_last BOOLEAN DEFAULT NOT EXISTS (SELECT 1 FROM document_version
        WHERE tenant_id = p_tenant AND document_id = p_document AND number = p_number + 1);
    IF v_is_last AND NOT (SELECT s.is_final
            FROM document d JOIN document_status s ON s.pipeline = d.pipeline AND s.status = d.status
            WHERE d.tenant_id = p_tenant AND d.document_id = p_document) THEN
        RETURN NULL;
    END IF;
    RETURN (WITH
        earlier AS (SELECT name, kind, value FROM version_field
            WHERE tenant_id = p_tenant AND document_id = p_document AND number = p_number),
        later AS (
            SELECT name, kind, value FROM version_field
                WHERE tenant_id = p_tenant AND document_id = p_document AND number = p_number + 1
            UNION ALL
            SELECT name, kind, value FROM field
                WHERE v_is_last AND tenant_id = p_tenant AND document_id = p_document),
        names AS (SELECT name FROM earlier UNION SELECT name FROM later)
        SELECT CONCAT('[', COALESCE(GROUP_CONCAT(CONCAT(
                '{"field":', JSON_QUOTE(n.name), ',"before":', value_json(a.kind, a.value),
                ',"after":', value_json(b.kind, b.value), ',"change":"',
                CASE WHEN a.name IS NULL THEN 'added' WHEN b.name IS NULL THEN 'removed'
                    WHEN a.value = b.value AND a.kind = b.kind THEN 'same' ELSE 'changed' END, '"}')
                ORDER BY n.name SEPARATOR ','), ''), ']')
        FROM names n LEFT JOIN earlier a ON a.name = n.name LEFT JOIN later b ON b.name = n.name);
END//

-- version_list: a document's earlier extractions, newest first, each with what changed after it. p_before NULL: from
-- the newest; else those below that number. kept_by is key:<id>, operator or schedule.
-- Errors: 45404 document_unknown; 45422 limit_invalid.
-- account: app
-- transaction: none
-- returns: many
--   number INT
--   status VARCHAR
--   quality_score DECIMAL?
--   predicted_accuracy DECIMAL?
--   needs_review BOOLEAN
--   error_code VARCHAR?
--   error_detail VARCHAR?
--   made_at DATETIME
--   kept_at DATETIME
--   kept_by VARCHAR
--   next_step VARCHAR
--   changes JSON?
-- nullable: before
-- example: CALL version_list(@key, @failed, NULL, 20)
CREATE OR REPLACE PROCEDURE version_list(
    IN p_key BINARY(32), IN p_document UUID, IN p_before INT UNSIGNED, IN p_limit INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    IF p_limit NOT BETWEEN 1 AND 101 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'limit_invalid'; END IF;
    IF NOT EXISTS (SELECT 1 FROM document WHERE tenant_id = v_tenant AND document_id = p_document) THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown';
    END IF;
    SELECT CAST(number AS SIGNED) AS number, status, quality_score, predicted_accuracy, needs_review, error_code,
            error_detail, made_at, kept_at,
            IF(kept_by LIKE 'key:%' OR kept_by = 'schedule', kept_by, 'operator') AS kept_by, next_step,
            version_changes(v_tenant, p_document, number) AS changes
        FROM document_version
        WHERE tenant_id = v_tenant AND document_id = p_document AND (p_before IS NULL OR number < p_before)
        ORDER BY tenant_id DESC, document_id DESC, document_version.number DESC LIMIT p_limit;
END//

-- version_get: one earlier extraction with its fields and their evidence. kept_by is key:<id>, operator or schedule.
-- Errors: 45404 document_unknown, version_unknown.
-- account: app
-- transaction: none
-- returns: one
--   status VARCHAR
--   page_count INT?
--   text_length INT?
--   confidence DECIMAL?
--   quality_score DECIMAL?
--   predicted_accuracy DECIMAL?
--   needs_review BOOLEAN
--   findings JSON
--   fields JSON
--   pages JSON
--   error_code VARCHAR?
--   error_detail VARCHAR?
--   made_at DATETIME
--   kept_at DATETIME
--   kept_by VARCHAR
--   next_step VARCHAR
--   changes JSON?
-- example: CALL version_get(@key, @failed, 1)
CREATE OR REPLACE PROCEDURE version_get(IN p_key BINARY(32), IN p_document UUID, IN p_number INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    DECLARE v_fields MEDIUMTEXT;
    SELECT CONCAT('[', COALESCE(GROUP_CONCAT(CONCAT(
            '{"name":', JSON_QUOTE(name), ',"value":', value_json(kind, value), ',"raw":', value_json('text', raw),
            ',"confidence":', confidence, ',"source":"', source, '","rule":', JSON_QUOTE(rule),
            ',"page":', COALESCE(page, 'null'),
            ',"box":', COALESCE(CONCAT('[', box_left, ',', box_top, ',', box_right, ',', box_bottom, ']'), 'null'), '}')
            ORDER BY name SEPARATOR ','), ''), ']')
        INTO v_fields
        FROM version_field WHERE tenant_id = v_tenant AND document_id = p_document AND number = p_number;
    SELECT status, page_count, text_length, confidence, quality_score, predicted_accuracy, needs_review, findings,
            v_fields AS fields, pages, error_code, error_detail, made_at, kept_at,
            IF(kept_by LIKE 'key:%' OR kept_by = 'schedule', kept_by, 'operator') AS kept_by, next_step,
            version_changes(v_tenant, p_document, p_number) AS changes
        FROM document_version WHERE tenant_id = v_tenant AND document_id = p_document AND number = p_number;
    IF FOUND_ROWS() = 0 THEN
        IF EXISTS (SELECT 1 FROM document WHERE tenant_id = v_tenant AND document_id = p_document) THEN
            SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'version_unknown';
        END IF;
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown';
    END IF;
END//
