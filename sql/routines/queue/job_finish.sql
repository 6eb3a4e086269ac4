DELIMITER //

-- job_settle: ends a job well; its subject, which is told, makes what follows. p_queues: what the worker serves, comma
-- separated. p_next_queue: where something waits now; p_next_job: a follower that the worker took on; p_limit: a limit key
-- that may have room now.
-- account: internal
CREATE OR REPLACE PROCEDURE job_settle(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_queues VARCHAR(300),
    OUT p_next_queue VARCHAR(30), OUT p_next_job BIGINT UNSIGNED, OUT p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT lease_tenant(p_job, p_worker, p_fence);
    DECLARE v_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
    DECLARE v_subject UUID;
    DECLARE v_join, v_held BIGINT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    SELECT j.subject_kind, j.subject_id, j.join_job, l.limit_id INTO v_kind, v_subject, v_join, p_limit
        FROM job_live l JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id WHERE l.job_id = p_job;
    -- Jobs before subjects, keys before counters.
    IF v_join IS NOT NULL THEN SELECT job_id INTO v_held FROM job_live WHERE job_id = v_join FOR UPDATE; END IF;
    IF p_limit IS NOT NULL THEN SELECT limit_id INTO v_held FROM job_limit WHERE limit_id = p_limit FOR UPDATE; END IF;
    IF v_kind IS NOT NULL THEN
        CALL subject_told('done', v_tenant, v_kind, v_subject, p_job, p_queues, p_next_queue, p_next_job);
    END IF;
    CALL job_end(v_tenant, p_job, 'done', NULL, NULL);
    IF v_join IS NOT NULL AND p_next_queue IS NULL THEN
        SELECT q.name INTO p_next_queue FROM job_live l JOIN queue q ON q.queue_id = l.queue_id
            WHERE l.job_id = v_join AND l.state = 'ready';
    END IF;
    IF p_limit IS NOT NULL THEN
        SELECT IF(waiting > 0, p_limit, NULL) INTO p_limit FROM job_limit WHERE limit_id = p_limit;
    END IF;
END//

-- job_finish: ends a job well and makes what follows; call it last in the transaction that writes the results.
-- next_queue: where something waits now; next_job: a job that follows, taken on by this worker with fence 1, where it
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
