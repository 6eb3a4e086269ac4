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
