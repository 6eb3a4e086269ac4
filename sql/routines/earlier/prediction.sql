DELIMITER //

-- Workers before predictions_put.

-- prediction_put: raw text that is taken for a field; a later one replaces an earlier. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL prediction_put(@job, @worker, @fence, 'due_date', '1 May 2026', 1, 0, 0, 10, 10, '[0]', 0.9, 'rules', 'label')
CREATE OR REPLACE PROCEDURE prediction_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_name VARCHAR(40), IN p_raw VARCHAR(1000), IN p_page SMALLINT UNSIGNED,
    IN p_left INT, IN p_top INT, IN p_right INT, IN p_bottom INT, IN p_words JSON,
    IN p_confidence DECIMAL(4, 3), IN p_source VARCHAR(10), IN p_rule VARCHAR(60))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    REPLACE INTO prediction (tenant_id, document_id, name, raw, page, box_left, box_top, box_right, box_bottom,
            words, confidence, source, rule)
        VALUES (v_tenant, v_document, p_name, p_raw, p_page, p_left, p_top, p_right, p_bottom,
            p_words, p_confidence, p_source, p_rule);
END//
