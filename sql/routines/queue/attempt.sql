DELIMITER //

-- How an attempt at a job ends without its work being done.

-- attempt_fail: an attempt failed. Tries again after p_retry_after_s where that is given, else after a delay that doubles, or
-- that the queue lists, with jitter; a permanent failure, or the last attempt, gives the job up. outcome is 'retry' or
-- 'failed'; limit_id: pass it to limit_admit. Errors: 45409 lease_lost.
-- account: worker
-- transaction: own
-- returns: one
--   outcome VARCHAR
--   retry_in_s INT?
--   limit_id INT?
-- nullable: retry_after_s
-- example: CALL attempt_fail(@job, @worker, @fence, 'internal_error', 'Try again later.', FALSE, NULL)
CREATE OR REPLACE PROCEDURE attempt_fail(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_code VARCHAR(40), IN p_detail VARCHAR(500), IN p_permanent BOOLEAN, IN p_retry_after_s INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant, v_limit, v_delay INT UNSIGNED;
    DECLARE v_failures, v_max SMALLINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_tenant = lease_tenant(p_job, p_worker, p_fence);
    UPDATE job_live SET failures = failures + 1 WHERE job_id = p_job;
    SELECT l.limit_id, l.failures, q.max_attempts,
            COALESCE(JSON_VALUE(q.retry_delays_s, CONCAT('$[', l.failures - 1, ']')),
                LEAST(q.retry_delay_max_s, q.retry_delay_s * POW(2, LEAST(l.failures, 20) - 1)))
                * (1 + q.retry_jitter * RAND())
        INTO v_limit, v_failures, v_max, v_delay
        FROM job_live l JOIN queue q ON q.queue_id = l.queue_id WHERE l.job_id = p_job;
    IF p_permanent OR v_failures >= v_max THEN
        SET v_delay = NULL;
        CALL job_give_up(v_tenant, p_job, 'failed', p_code, p_detail);
    ELSE
        SET v_delay = COALESCE(p_retry_after_s, v_delay);
        CALL attempt_put_off(v_tenant, p_job, p_code, p_detail, v_delay);
    END IF;
    COMMIT;
    SELECT IF(v_delay IS NULL, 'failed', 'retry') AS outcome, CAST(v_delay AS SIGNED) AS retry_in_s,
        CAST(v_limit AS SIGNED) AS limit_id;
END//

-- attempt_snooze: a job cannot be done now for a reason that is not its own: it is tried again after so many seconds, and
-- nothing is counted against it; the reason is shown meanwhile. limit_id: pass it to limit_admit. Errors: 45409 lease_lost.
-- account: worker
-- transaction: own
-- returns: one
--   limit_id INT?
-- example: CALL attempt_snooze(@job, @worker, @fence, 'kind_unknown', 'This worker does not know the work; start one that does.', 30)
CREATE OR REPLACE PROCEDURE attempt_snooze(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_code VARCHAR(40), IN p_detail VARCHAR(500), IN p_seconds INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant, v_limit INT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_tenant = lease_tenant(p_job, p_worker, p_fence);
    SELECT limit_id INTO v_limit FROM job_live WHERE job_id = p_job;
    CALL attempt_put_off(v_tenant, p_job, p_code, p_detail, p_seconds);
    COMMIT;
    SELECT CAST(v_limit AS SIGNED) AS limit_id;
END//

-- attempt_put_off: a running job waits for its next attempt; its limit key's place is free meanwhile.
-- account: internal
CREATE OR REPLACE PROCEDURE attempt_put_off(
    IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_code VARCHAR(40), IN p_detail VARCHAR(500),
    IN p_seconds INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_limit INT UNSIGNED;
    SELECT queue_id, limit_id INTO v_queue, v_limit FROM job_live WHERE job_id = p_job;
    UPDATE job_live SET state = 'scheduled', worker_id = NULL, due = UTC_TIMESTAMP(6) + INTERVAL p_seconds SECOND,
            has_turn = FALSE
        WHERE job_id = p_job;
    UPDATE job SET error_code = p_code, error_detail = p_detail WHERE tenant_id = p_tenant AND job_id = p_job;
    IF v_limit IS NOT NULL THEN CALL job_limit_leave(v_limit, p_tenant, p_job, 'running'); END IF;
    CALL tenant_queue_move(p_tenant, v_queue, 'running', 'scheduled', 1, NULL);
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
