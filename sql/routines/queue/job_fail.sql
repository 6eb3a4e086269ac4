DELIMITER //

-- job_fail: an attempt failed. Tries again after a delay that doubles, or that the queue lists, with jitter; a permanent
-- failure, or the last attempt, gives the job up. outcome is 'retry' or 'failed'; limit_id: pass it to limit_admit.
-- Errors: 45409 lease_lost.
-- account: worker
-- transaction: own
-- returns: one
--   outcome VARCHAR
--   retry_in_s INT?
--   limit_id INT?
-- example: CALL job_fail(@job, @worker, @fence, 'internal_error', 'Try again later.', FALSE)
CREATE OR REPLACE PROCEDURE job_fail(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_code VARCHAR(40), IN p_detail VARCHAR(500), IN p_permanent BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant, v_limit, v_delay INT UNSIGNED;
    DECLARE v_queue, v_failures, v_max SMALLINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_tenant = lease_tenant(p_job, p_worker, p_fence);
    UPDATE job_live SET failures = failures + 1 WHERE job_id = p_job;
    SELECT l.queue_id, l.limit_id, l.failures, q.max_attempts,
            COALESCE(JSON_VALUE(q.retry_delays_s, CONCAT('$[', l.failures - 1, ']')),
                LEAST(q.retry_delay_max_s, q.retry_delay_s * POW(2, LEAST(l.failures, 20) - 1)))
                * (1 + q.retry_jitter * RAND())
        INTO v_queue, v_limit, v_failures, v_max, v_delay
        FROM job_live l JOIN queue q ON q.queue_id = l.queue_id WHERE l.job_id = p_job;
    IF p_permanent OR v_failures >= v_max THEN
        SET v_delay = NULL;
        CALL job_give_up(v_tenant, p_job, 'failed', p_code, p_detail);
    ELSE
        UPDATE job_live SET state = 'scheduled', worker_id = NULL, due = UTC_TIMESTAMP(6) + INTERVAL v_delay SECOND,
                has_turn = FALSE
            WHERE job_id = p_job;
        UPDATE job SET error_code = p_code, error_detail = p_detail
            WHERE tenant_id = v_tenant AND job_id = p_job;
        IF v_limit IS NOT NULL THEN CALL job_limit_leave(v_limit, v_tenant, p_job, 'running'); END IF;
        CALL tenant_queue_move(v_tenant, v_queue, 'running', 'scheduled', 1, NULL);
    END IF;
    COMMIT;
    SELECT IF(v_delay IS NULL, 'failed', 'retry') AS outcome, CAST(v_delay AS SIGNED) AS retry_in_s,
        CAST(v_limit AS SIGNED) AS limit_id;
END//

-- job_release: gives a job back untouched, as a stopping worker does; nothing is counted against it.
-- Errors: 45409 lease_lost.
-- account: worker
-- transaction: own
-- returns: none
-- example: CALL job_release(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE job_release(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_key BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_tenant = lease_tenant(p_job, p_worker, p_fence);
    SELECT queue_id, claim_key INTO v_queue, v_key FROM job_live WHERE job_id = p_job;
    UPDATE job_live SET state = 'ready', worker_id = NULL, due = UTC_TIMESTAMP(6) WHERE job_id = p_job;
    CALL tenant_queue_move(v_tenant, v_queue, 'running', 'ready', 1, v_key);
    COMMIT;
END//
