DELIMITER //

-- job_cancel_one: ends a job that has not ended; one that runs loses its lease at once, so it writes nothing more, and its
-- worker stops it within seconds. Its document, with all its jobs, is cancelled.
-- account: internal
CREATE OR REPLACE PROCEDURE job_cancel_one(IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_document UUID DEFAULT (
        SELECT document_id FROM job WHERE tenant_id = p_tenant AND job_id = p_job);
    IF v_document IS NULL THEN
        CALL job_end(p_tenant, p_job, 'cancelled', 'cancelled', 'It was cancelled.');
    ELSE
        CALL document_cancel_jobs(p_tenant, v_document);
    END IF;
END//

-- job_cancel: ends a job that has not ended, and with it all jobs of its document; one that runs stops within seconds.
-- Errors: 45404 job_unknown; 45409 job_ended.
-- account: admin
-- transaction: own
-- returns: none
-- example: CALL job_cancel(@job)
CREATE OR REPLACE PROCEDURE job_cancel(IN p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_tenant = job_owner(p_job);
    IF NOT EXISTS (SELECT 1 FROM job_live WHERE job_id = p_job) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_ended';
    END IF;
    CALL job_cancel_one(v_tenant, p_job);
    CALL audit_add(v_tenant, 'job.cancel', p_job, NULL, NULL);
    COMMIT;
END//
