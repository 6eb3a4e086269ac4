DELIMITER //

-- document_cancel_jobs: cancels the work on a document. Errors: 45409 job_ended.
-- account: internal
CREATE OR REPLACE PROCEDURE document_cancel_jobs(IN p_tenant INT UNSIGNED, IN p_document UUID)
MODIFIES SQL DATA
BEGIN
    -- The jobs' rows first, as everyone who ends a job takes them.
    DECLARE v_jobs INT DEFAULT (SELECT COUNT(*) FROM (
        SELECT l.job_id FROM job j
        STRAIGHT_JOIN step_job s ON s.tenant_id = j.tenant_id AND s.job_id = j.job_id
        STRAIGHT_JOIN job_live l ON l.tenant_id = j.tenant_id AND l.job_id = j.job_id
        WHERE j.tenant_id = p_tenant AND j.subject_kind = 'document' AND j.subject_id = p_document FOR UPDATE) x);
    IF v_jobs = 0 THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_ended'; END IF;
    UPDATE document SET error_code = 'cancelled', error_detail = 'The work was cancelled before it ended.'
        WHERE tenant_id = p_tenant AND document_id = p_document;
    -- A pipeline without a word for it says that its step failed.
    CALL document_set_status(p_tenant, p_document, COALESCE(
        (SELECT s.status FROM document d JOIN document_status s ON s.pipeline = d.pipeline AND s.status = 'cancelled'
            WHERE d.tenant_id = p_tenant AND d.document_id = p_document),
        (SELECT s.status_error FROM job j JOIN job_live l ON l.tenant_id = j.tenant_id AND l.job_id = j.job_id
            JOIN step_job p ON p.tenant_id = j.tenant_id AND p.job_id = j.job_id
            JOIN pipeline_step s ON s.pipeline = p.pipeline AND s.position = p.position
            WHERE j.tenant_id = p_tenant AND j.subject_kind = 'document' AND j.subject_id = p_document LIMIT 1)));
    CALL document_end_steps(p_tenant, p_document, 0, 'cancelled', 'It was cancelled.');
END//

-- document_cancel: cancels the work on a document; what runs stops within seconds and writes nothing.
-- Errors: 45404 document_unknown; 45409 job_ended.
-- account: app
-- transaction: caller
-- returns: one
--   status VARCHAR
--   updated_at DATETIME
-- example: CALL document_cancel(@key, @document)
CREATE OR REPLACE PROCEDURE document_cancel(IN p_key BINARY(32), IN p_document UUID)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:write');
    DECLARE v_before VARCHAR(30);
    CALL transaction_required();
    SET v_before = (SELECT status FROM document WHERE tenant_id = v_tenant AND document_id = p_document);
    IF v_before IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
    CALL document_cancel_jobs(v_tenant, p_document);
    CALL audit_add(v_tenant, 'document.cancel', p_document, JSON_OBJECT('status', v_before), JSON_OBJECT('status',
        (SELECT status FROM document WHERE tenant_id = v_tenant AND document_id = p_document)));
    SELECT status, updated_at FROM document WHERE tenant_id = v_tenant AND document_id = p_document;
END//
