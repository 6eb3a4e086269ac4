DELIMITER //

-- Workers before fields_put.

-- field_put: a field's normalised value; evidence is NULL where it was derived. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- nullable: raw, page, left, top, right, bottom, words
-- example: CALL field_put(@job, @worker, @fence, 'due_date', 'date', '2026-05-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.6, 'derived', 'terms')
CREATE OR REPLACE PROCEDURE field_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_name VARCHAR(40), IN p_kind VARCHAR(10), IN p_value VARCHAR(1000), IN p_raw VARCHAR(1000),
    IN p_page SMALLINT UNSIGNED, IN p_left INT, IN p_top INT, IN p_right INT, IN p_bottom INT, IN p_words JSON,
    IN p_confidence DECIMAL(4, 3), IN p_source VARCHAR(10), IN p_rule VARCHAR(60))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    REPLACE INTO field (tenant_id, document_id, pipeline, document_type, name, kind, value, raw, page, box_left, box_top,
            box_right, box_bottom, words, confidence, source, rule)
        SELECT v_tenant, v_document, b.pipeline, IF(b.pipeline IS NULL, d.document_type, NULL), p_name, p_kind, p_value,
            p_raw, p_page, p_left, p_top, p_right, p_bottom, p_words, p_confidence, p_source, p_rule
        FROM document d
        LEFT JOIN document_type t ON t.tenant_id = d.tenant_id AND t.name = d.document_type
        LEFT JOIN field_type b ON b.pipeline = IF(d.document_type IS NULL, d.pipeline, t.base) AND b.name = p_name
        WHERE d.tenant_id = v_tenant AND d.document_id = v_document;
END//
