DELIMITER //

-- predictions_put: raw text that is taken for fields of the job's document, as an array of objects named like the columns,
-- box as [left, top, right, bottom]; what is NULL is left out, confidence is text, so that it passes through no binary
-- fraction. A later one replaces an earlier of its name. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL predictions_put(@job, @worker, @fence, '[{"name":"due_date","raw":"1 May 2026","page":1,"box":[0,0,10,10],"words":[0],"confidence":"0.9","source":"rules","rule":"label"}]')
CREATE OR REPLACE PROCEDURE predictions_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_predictions JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    -- JSON_TABLE cuts what is too long in silence; the table's own columns refuse it.
    REPLACE INTO prediction (tenant_id, document_id, name, raw, page, box_left, box_top, box_right, box_bottom, words,
            confidence, source, rule)
        SELECT v_tenant, v_document, j.* FROM JSON_TABLE(p_predictions, '$[*]' COLUMNS (
            name TEXT PATH '$.name', raw TEXT PATH '$.raw', page INT PATH '$.page', box_left INT PATH '$.box[0]',
            box_top INT PATH '$.box[1]', box_right INT PATH '$.box[2]', box_bottom INT PATH '$.box[3]',
            words JSON PATH '$.words', confidence DECIMAL(10, 3) PATH '$.confidence', source TEXT PATH '$.source',
            rule TEXT PATH '$.rule')) j;
END//

-- prediction_list: the predictions for the job's document. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
--   name VARCHAR
--   raw VARCHAR
--   page INT
--   box_left INT
--   box_top INT
--   box_right INT
--   box_bottom INT
--   words JSON [Int]
--   confidence DECIMAL
--   source VARCHAR
--   rule VARCHAR
-- example: CALL prediction_list(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE prediction_list(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    SELECT name, raw, CAST(page AS SIGNED) AS page, box_left, box_top, box_right, box_bottom, words, confidence,
            source, rule
        FROM prediction WHERE tenant_id = v_tenant AND document_id = v_document ORDER BY name;
END//
