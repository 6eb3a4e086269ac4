DELIMITER //

-- job_settle: ends a job well and makes its followers: the next step of its document, with the parts of that step before
-- it where it is done by pages; the job that waits for this part, where this was the last. Where the worker serves the next
-- step's queue (p_queues, comma separated) and no tenant has a job ready there, it takes the next job on.
-- p_limit: a limit key that may have room now.
-- account: internal
CREATE OR REPLACE PROCEDURE job_settle(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_queues VARCHAR(300),
    OUT p_next_queue VARCHAR(30), OUT p_next_job BIGINT UNSIGNED, OUT p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT lease_tenant(p_job, p_worker, p_fence);
    DECLARE v_queue, v_next, v_part SMALLINT UNSIGNED;
    DECLARE v_join, v_new_job BIGINT UNSIGNED;
    DECLARE v_document UUID;
    DECLARE v_pipeline, v_done, v_next_running VARCHAR(30);
    DECLARE v_position, v_priority TINYINT UNSIGNED;
    DECLARE v_parts SMALLINT UNSIGNED DEFAULT 0;
    DECLARE v_taker BIGINT UNSIGNED;
    DECLARE v_is_last, v_takes, v_over BOOLEAN;
    DECLARE v_key BIGINT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    SELECT j.queue_id, j.document_id, j.pipeline, j.position, j.priority, j.part, j.join_job, l.limit_id
        INTO v_queue, v_document, v_pipeline, v_position, v_priority, v_part, v_join, p_limit
        FROM job_live l JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id WHERE l.job_id = p_job;
    IF v_join IS NOT NULL THEN
        -- Whoever brings it to 0 sees so: the row is held to the end of the transaction.
        UPDATE job_live SET parts_left = parts_left - 1 WHERE job_id = v_join AND parts_left > 0;
        SELECT parts_left = 0 INTO v_is_last FROM job_live WHERE job_id = v_join;
    END IF;
    IF v_document IS NOT NULL AND v_part IS NULL THEN
        SELECT status_done INTO v_done FROM pipeline_step WHERE pipeline = v_pipeline AND position = v_position;
        SELECT s.queue_id, q.name, s.status_running INTO v_next, p_next_queue, v_next_running
            FROM pipeline_step s JOIN queue q ON q.queue_id = s.queue_id
            WHERE s.pipeline = v_pipeline AND s.position = v_position + 1;
        SET v_parts = step_parts(v_tenant, v_document, v_pipeline, v_position + 1);
        -- SELECT INTO reads without a lock; subqueries of IF would lock rows of the counters before their time.
        SELECT v_parts = 0 AND FIND_IN_SET(p_next_queue, p_queues)
                AND NOT EXISTS (SELECT 1 FROM tenant_queue WHERE queue_id = v_next AND claimable = 1)
                AND NOT EXISTS (SELECT 1 FROM tenant_queue WHERE queue_id = v_next AND tenant_id = v_tenant
                    AND (paused OR tenant_paused OR running >= running_max))
                AND NOT EXISTS (SELECT 1 FROM tenant_pause WHERE tenant_id = v_tenant)
                AND NOT EXISTS (SELECT 1 FROM queue
                    WHERE queue_id = v_next AND (paused_at IS NOT NULL OR step_key IS NOT NULL))
            INTO v_takes;
        IF v_takes THEN SET v_taker = p_worker; END IF;
        IF v_done IS NOT NULL THEN CALL document_set_status(v_tenant, v_document, v_done); END IF;
        IF v_taker IS NOT NULL THEN CALL document_set_status(v_tenant, v_document, v_next_running); END IF;
    END IF;
    IF v_next IS NOT NULL THEN CALL job_limit_hold_next(v_tenant, v_next); END IF;
    CALL job_end(v_tenant, p_job, 'done', NULL, NULL);
    IF v_next IS NOT NULL THEN
        CALL job_add_step(v_tenant, v_document, v_pipeline, v_position + 1, v_priority, v_parts, v_taker, v_new_job);
        IF v_taker IS NOT NULL THEN
            SET p_next_job = v_new_job;
            -- The window was looked at without a lock, as the document's status had to come first. Now the row is ours.
            SELECT d.running > d.running_max, l.claim_key INTO v_over, v_key
                FROM tenant_queue d JOIN job_live l ON l.job_id = v_new_job
                WHERE d.queue_id = v_next AND d.tenant_id = v_tenant;
            IF v_over THEN
                UPDATE job_live SET state = 'ready', worker_id = NULL, claimed_at = NULL, due = UTC_TIMESTAMP(6)
                    WHERE job_id = v_new_job;
                CALL tenant_queue_move(v_tenant, v_next, 'running', 'ready', 1, v_key);
                SET p_next_job = NULL;
            END IF;
        END IF;
    ELSEIF v_join IS NOT NULL AND v_is_last THEN
        CALL job_admit(v_join);
        SELECT name INTO p_next_queue FROM queue WHERE queue_id = v_queue;
    END IF;
    IF p_limit IS NOT NULL THEN
        SELECT IF(waiting > 0, p_limit, NULL) INTO p_limit FROM job_limit WHERE limit_id = p_limit;
    END IF;
END//

-- job_finish: ends a job well and makes its followers; call it last in the transaction that writes the results.
-- next_queue: where something waits now; next_job: the next step's job, taken on by this worker with fence 1, where it
-- serves that queue (p_queues, comma separated) and nobody else's job is ready there; limit_id: pass it to limit_admit.
-- Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: one
--   next_queue VARCHAR?
--   next_job BIGINT?
--   limit_id INT?
-- example: CALL job_finish(@job, @worker, @fence, 'ocr')
CREATE OR REPLACE PROCEDURE job_finish(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_queues VARCHAR(300))
MODIFIES SQL DATA
BEGIN
    DECLARE v_next_queue VARCHAR(30);
    DECLARE v_next_job BIGINT UNSIGNED;
    DECLARE v_limit INT UNSIGNED;
    CALL transaction_required();
    CALL job_settle(p_job, p_worker, p_fence, p_queues, v_next_queue, v_next_job, v_limit);
    SELECT v_next_queue AS next_queue, CAST(v_next_job AS SIGNED) AS next_job, CAST(v_limit AS SIGNED) AS limit_id;
END//

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

-- limit_admit: lets in the jobs that a limit key has room for.
-- account: worker
-- transaction: own
-- returns: none
-- example: CALL limit_admit(1)
CREATE OR REPLACE PROCEDURE limit_admit(IN p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    CALL job_limit_admit(p_limit);
END//
