DELIMITER //

-- Reading documents again. What was found before is kept as a version; the steps from the chosen one on begin anew.

-- step_at: the name of a pipeline's step.
-- account: internal
CREATE OR REPLACE FUNCTION step_at(p_pipeline VARCHAR(30), p_position TINYINT UNSIGNED) RETURNS VARCHAR(30)
READS SQL DATA
BEGIN
    RETURN (SELECT step FROM pipeline_step WHERE pipeline = p_pipeline AND position = p_position);
END//

-- document_clear: forgets what the step at a position and those behind it made, and nothing else, so that nothing of an
-- earlier reading stands beside the new one: the last step first, each by the routine <step>_clear. Inside the caller's
-- transaction.
-- account: internal
CREATE OR REPLACE PROCEDURE document_clear(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_pipeline VARCHAR(30), IN p_position TINYINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_document CHAR(36) DEFAULT p_document;
    FOR r IN (SELECT s.step FROM pipeline_step s JOIN step k ON k.step = s.step
            WHERE s.pipeline = p_pipeline AND s.position >= p_position ORDER BY s.position DESC) DO
        EXECUTE IMMEDIATE CONCAT('CALL ', r.step, '_clear(?, ?)') USING p_tenant, v_document;
    END FOR;
    UPDATE document SET needs_review = FALSE, error_code = NULL, error_detail = NULL
        WHERE tenant_id = p_tenant AND document_id = p_document;
END//

-- document_restart: keeps what a document is as a version, clears what the step and later ones make, and makes the
-- step's job. p_step NULL: the first. p_status: refused where the document has another by now; NULL is any. p_actor:
-- key:<id>, account:<name> or schedule. Inside the caller's transaction.
-- Errors: 45404 document_unknown; 45409 document_busy, status_changed, step_unready; 45422 step_unknown.
-- account: internal
CREATE OR REPLACE PROCEDURE document_restart(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_status VARCHAR(30), IN p_step VARCHAR(30),
    IN p_least_priority TINYINT UNSIGNED, IN p_actor VARCHAR(200),
    OUT p_version INT UNSIGNED, OUT p_queue VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_pipeline, v_status, v_next VARCHAR(30);
    DECLARE v_position, v_priority TINYINT UNSIGNED;
    DECLARE v_step VARCHAR(30);
    CALL transaction_required();
    SELECT MAX(pipeline), MAX(status), MAX(priority) INTO v_pipeline, v_status, v_priority FROM document
        WHERE tenant_id = p_tenant AND document_id = p_document FOR UPDATE;
    IF v_pipeline IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
    IF v_status <> p_status THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'status_changed'; END IF;
    SELECT MIN(s.position) INTO v_position FROM pipeline_step s
        WHERE s.pipeline = v_pipeline AND (p_step IS NULL OR s.step = p_step);
    IF v_position IS NULL THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'step_unknown'; END IF;
    IF document_is_busy(p_tenant, p_document) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'document_busy';
    END IF;
    IF v_position > document_furthest_step(p_tenant, p_document) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'step_unready';
    END IF;
    SET v_step = step_at(v_pipeline, v_position);
    SELECT q.name INTO p_queue FROM pipeline_step s JOIN queue q ON q.queue_id = s.queue_id
        WHERE s.pipeline = v_pipeline AND s.position = v_position;
    -- What the document would be called if it had come here for the first time.
    SET v_next = COALESCE(
        (SELECT COALESCE(status_done, status_running) FROM pipeline_step
            WHERE pipeline = v_pipeline AND position = v_position - 1),
        (SELECT initial_status FROM pipeline WHERE pipeline = v_pipeline));
    CALL version_keep(p_tenant, p_document, v_step, p_actor, p_version);
    CALL document_clear(p_tenant, p_document, v_pipeline, v_position);
    CALL event_add(p_tenant, 'document.reprocessed', 'document', p_document, JSON_OBJECT(
        'document_id', p_document, 'version', CAST(p_version AS SIGNED), 'step', v_step, 'previous', v_status));
    CALL document_set_status(p_tenant, p_document, v_next);
    -- It starts when a worker has it.
    UPDATE document SET started_at = NULL WHERE tenant_id = p_tenant AND document_id = p_document;
    CALL job_enqueue(p_tenant, p_document, v_pipeline, v_position, GREATEST(v_priority, p_least_priority));
END//

-- reprocess_request: reads a document again from a step on; NULL is the first. version is what it was until now.
-- Errors: 45404 document_unknown; 45409 document_busy, step_unready; 45422 step_unknown.
-- account: app
-- transaction: caller
-- returns: one
--   status VARCHAR
--   version INT
--   queue VARCHAR
-- nullable: step
-- example: CALL reprocess_request(@key, @failed, 'ocr')
CREATE OR REPLACE PROCEDURE reprocess_request(IN p_key BINARY(32), IN p_document UUID, IN p_step VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:write');
    DECLARE v_actor VARCHAR(200) DEFAULT CONCAT('key:', (SELECT key_id FROM api_key WHERE key_hash = p_key));
    DECLARE v_version INT UNSIGNED;
    DECLARE v_queue, v_before VARCHAR(30);
    SET v_before = (SELECT status FROM document WHERE tenant_id = v_tenant AND document_id = p_document);
    CALL document_restart(v_tenant, p_document, NULL, p_step, 1, v_actor, v_version, v_queue);
    CALL audit_add(v_tenant, 'document.reprocess', p_document, JSON_OBJECT('status', v_before),
        JSON_OBJECT('version', CAST(v_version AS SIGNED), 'step', p_step));
    SELECT status, CAST(v_version AS SIGNED) AS version, v_queue AS queue
        FROM document WHERE tenant_id = v_tenant AND document_id = p_document;
END//
