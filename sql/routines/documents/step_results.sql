DELIMITER //

-- What each step makes of a document, told here alone: how it is cleared, and whether it is there.

-- preprocess_clear: forgets the pages, and all that was read from them.
-- account: internal
CREATE OR REPLACE PROCEDURE preprocess_clear(IN p_tenant INT UNSIGNED, IN p_document UUID)
MODIFIES SQL DATA
BEGIN
    CALL extract_clear(p_tenant, p_document);
    CALL predict_clear(p_tenant, p_document);
    DELETE FROM einvoice WHERE tenant_id = p_tenant AND document_id = p_document;
    DELETE FROM page WHERE tenant_id = p_tenant AND document_id = p_document;
    UPDATE document SET page_count = NULL WHERE tenant_id = p_tenant AND document_id = p_document;
END//

-- ocr_clear: forgets the words of the pages, and the files made of them.
-- account: internal
CREATE OR REPLACE PROCEDURE ocr_clear(IN p_tenant INT UNSIGNED, IN p_document UUID)
MODIFIES SQL DATA
BEGIN
    UPDATE page SET words = NULL, word_count = NULL, confidence = NULL, reading = NULL
        WHERE tenant_id = p_tenant AND document_id = p_document;
    UPDATE document SET text_length = NULL, confidence = NULL, result_key = NULL, pdf_key = NULL
        WHERE tenant_id = p_tenant AND document_id = p_document;
END//

-- predict_clear: forgets the raw text of the fields, and tags.
-- account: internal
CREATE OR REPLACE PROCEDURE predict_clear(IN p_tenant INT UNSIGNED, IN p_document UUID)
MODIFIES SQL DATA
BEGIN
    DELETE FROM prediction WHERE tenant_id = p_tenant AND document_id = p_document;
    DELETE FROM document_tag WHERE tenant_id = p_tenant AND document_id = p_document;
END//

-- extract_clear: forgets the fields, lines and taxes.
-- account: internal
CREATE OR REPLACE PROCEDURE extract_clear(IN p_tenant INT UNSIGNED, IN p_document UUID)
MODIFIES SQL DATA
BEGIN
    DELETE FROM field WHERE tenant_id = p_tenant AND document_id = p_document;
    CALL document_items_clear(p_tenant, p_document);
END//

-- evaluate_clear: forgets the verdict.
-- account: internal
CREATE OR REPLACE PROCEDURE evaluate_clear(IN p_tenant INT UNSIGNED, IN p_document UUID)
MODIFIES SQL DATA
BEGIN
    UPDATE document SET quality_score = NULL, predicted_accuracy = NULL, findings = '[]'
        WHERE tenant_id = p_tenant AND document_id = p_document;
END//

-- document_furthest_step: the last position that a document can go on from: all that earlier steps make is there.
-- account: internal
CREATE OR REPLACE FUNCTION document_furthest_step(p_tenant INT UNSIGNED, p_document UUID) RETURNS TINYINT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_pipeline, v_status VARCHAR(30);
    DECLARE v_position, v_last TINYINT UNSIGNED;
    DECLARE v_pages, v_unread INT UNSIGNED;
    SELECT d.pipeline, d.status, (SELECT MAX(position) FROM pipeline_step s WHERE s.pipeline = d.pipeline),
            (SELECT MIN(position) FROM pipeline_step s
                WHERE s.pipeline = d.pipeline AND d.status IN (s.status_running, s.status_error))
        INTO v_pipeline, v_status, v_last, v_position
        FROM document d WHERE d.tenant_id = p_tenant AND d.document_id = p_document;
    IF v_position IS NULL AND (SELECT is_final AND NOT is_failure FROM document_status
            WHERE pipeline = v_pipeline AND status = v_status) THEN
        RETURN v_last;
    END IF;
    -- Steps may share a status, as those of the OCR platform do; then what is there tells.
    SET v_position = COALESCE(v_position, 1);
    SELECT COUNT(*), COALESCE(SUM(words IS NULL), 0) INTO v_pages, v_unread
        FROM page WHERE tenant_id = p_tenant AND document_id = p_document;
    IF v_pages > 0 AND step_at(v_pipeline, v_position) = 'preprocess' THEN SET v_position = v_position + 1; END IF;
    IF v_pages > 0 AND v_unread = 0 AND step_at(v_pipeline, v_position) = 'ocr' THEN
        SET v_position = v_position + 1;
    END IF;
    RETURN LEAST(v_position, v_last);
END//
