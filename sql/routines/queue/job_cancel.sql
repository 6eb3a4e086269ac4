DELIMITER //

-- job_cancel_one: ends a job that has not ended; one that runs loses its lease at once, so it writes nothing more, and its
-- worker stops it within seconds. Its subject may end others of its jobs with it.
-- account: internal
CREATE OR REPLACE PROCEDURE job_cancel_one(IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
    DECLARE v_subject UUID;
    DECLARE v_queue VARCHAR(30);
    DECLARE v_next, v_live BIGINT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    SELECT subject_kind, subject_id INTO v_kind, v_subject FROM job WHERE tenant_id = p_tenant AND job_id = p_job;
    IF v_kind IS NOT NULL THEN
        CALL subject_told('cancelled', p_tenant, v_kind, v_subject, p_job, NULL, v_queue, v_next);
    END IF;
    SELECT job_id INTO v_live FROM job_live WHERE job_id = p_job FOR UPDATE;
    IF v_live IS NOT NULL THEN CALL job_end(p_tenant, p_job, 'cancelled', 'cancelled', 'It was cancelled.'); END IF;
END//

-- job_cancel: ends a job that has not ended, and with it what its subject ends too, such as other steps of the same work; one
-- that runs stops within seconds. Errors: 45404 job_unknown; 45409 job_ended.
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
