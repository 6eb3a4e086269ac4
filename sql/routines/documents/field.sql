DELIMITER //

-- fields_put: normalised values of fields of the job's document, in the form of predictions_put; evidence is left out where
-- a value was derived. A later one replaces an earlier of its name. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL fields_put(@job, @worker, @fence, '[{"name":"due_date","kind":"date","value":"2026-05-01","confidence":"0.6","source":"derived","rule":"terms"}]')
CREATE OR REPLACE PROCEDURE fields_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_fields JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    REPLACE INTO field (tenant_id, document_id, pipeline, document_type, name, kind, value, raw, page, box_left, box_top,
            box_right, box_bottom, words, confidence, source, rule)
        SELECT v_tenant, v_document, b.pipeline, IF(b.pipeline IS NULL, d.document_type, NULL), j.name, j.kind, j.value,
            j.raw, j.page, j.box_left, j.box_top, j.box_right, j.box_bottom, j.words, j.confidence, j.source, j.rule
        FROM JSON_TABLE(p_fields, '$[*]' COLUMNS (
            number FOR ORDINALITY, name TEXT PATH '$.name', kind TEXT PATH '$.kind', value TEXT PATH '$.value',
            raw TEXT PATH '$.raw', page INT PATH '$.page', box_left INT PATH '$.box[0]', box_top INT PATH '$.box[1]',
            box_right INT PATH '$.box[2]', box_bottom INT PATH '$.box[3]', words JSON PATH '$.words',
            confidence DECIMAL(10, 3) PATH '$.confidence', source TEXT PATH '$.source', rule TEXT PATH '$.rule')) j
        JOIN document d ON d.tenant_id = v_tenant AND d.document_id = v_document
        LEFT JOIN document_type t ON t.tenant_id = d.tenant_id AND t.name = d.document_type
        LEFT JOIN field_type b ON b.pipeline = IF(d.document_type IS NULL, d.pipeline, t.base) AND b.name = j.name
        ORDER BY j.number;
END//

-- field_list: the fields of the job's document. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
--   name VARCHAR
--   kind VARCHAR
--   value VARCHAR
--   raw VARCHAR?
--   page INT?
--   box_left INT?
--   box_top INT?
--   box_right INT?
--   box_bottom INT?
--   words JSON [Int]?
--   confidence DECIMAL
--   source VARCHAR
--   rule VARCHAR
-- example: CALL field_list(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE field_list(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    SELECT name, kind, value, raw, CAST(page AS SIGNED) AS page, box_left, box_top, box_right, box_bottom, words,
            confidence, source, rule
        FROM field WHERE tenant_id = v_tenant AND document_id = v_document ORDER BY name;
END//
