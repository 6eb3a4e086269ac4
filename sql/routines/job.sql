DELIMITER //

-- job_enqueue: the job of one step of a document, ready at once. Its place: the microsecond of its making, and a minute
-- earlier or later for each priority above or below 5, so that waiting outweighs any priority in the end.
-- account: internal
CREATE OR REPLACE PROCEDURE job_enqueue(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_pipeline VARCHAR(30), IN p_position TINYINT UNSIGNED,
    IN p_priority TINYINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_job BIGINT UNSIGNED DEFAULT NEXTVAL(job_number);
    DECLARE v_queue SMALLINT UNSIGNED;
    SELECT queue_id INTO v_queue FROM pipeline_step WHERE pipeline = p_pipeline AND position = p_position;
    INSERT INTO job (tenant_id, job_id, queue_id, document_id, pipeline, position, priority)
        VALUES (p_tenant, v_job, v_queue, p_document, p_pipeline, p_position, p_priority);
    INSERT INTO job_live (job_id, tenant_id, queue_id, state, claim_key, due)
        VALUES (v_job, p_tenant, v_queue, 'ready', job_claim_key(p_priority), NOW(6));
    CALL queue_depth_add(p_tenant, v_queue, 0, 1, 0, 0, 0, 0);
END//

-- job_claim_key: the place of a job that becomes ready now.
-- account: internal
CREATE OR REPLACE FUNCTION job_claim_key(p_priority TINYINT UNSIGNED) RETURNS BIGINT UNSIGNED
NOT DETERMINISTIC NO SQL
BEGIN
    RETURN CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS UNSIGNED) + p_priority * 60000000;
END//

-- job_claim: takes the next ready job of a queue for this worker, moves its document to the step's status, and gives
-- what the step needs; no row where nothing is ready. Errors: 45404 queue_unknown.
-- account: worker
-- transaction: own
-- returns: many
--   job BIGINT
--   fence INT
--   step VARCHAR
--   tenant_uid UUID
--   tenant_slug VARCHAR
--   document_id UUID
--   media_type VARCHAR
--   storage_key VARCHAR
--   filename VARCHAR
--   month VARCHAR
--   time_limit_s INT
--   lease_s INT
--   failures INT
-- example: CALL job_claim(@worker, 'preprocessing')
CREATE OR REPLACE PROCEDURE job_claim(IN p_worker BIGINT UNSIGNED, IN p_queue VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_job BIGINT UNSIGNED;
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    DECLARE v_status VARCHAR(30);
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SELECT queue_id INTO v_queue FROM queue WHERE name = p_queue;
    IF v_queue IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'queue_unknown'; END IF;
    START TRANSACTION;
    SELECT job_id, tenant_id INTO v_job, v_tenant FROM job_live FORCE INDEX (claim)
        WHERE queue_id = v_queue AND state = 'ready'
        ORDER BY claim_key, job_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF v_job IS NOT NULL THEN
        UPDATE job_live JOIN queue ON queue.queue_id = v_queue
            SET job_live.state = 'running', fence = fence + 1, worker_id = p_worker,
                due = NOW(6) + INTERVAL lease_s SECOND
            WHERE job_id = v_job;
        SELECT j.document_id, s.status_running INTO v_document, v_status
            FROM job j JOIN pipeline_step s ON s.pipeline = j.pipeline AND s.position = j.position
            WHERE j.tenant_id = v_tenant AND j.job_id = v_job;
        CALL document_set_status(v_tenant, v_document, v_status);
        CALL queue_depth_add(v_tenant, v_queue, 0, -1, 1, 0, 0, 0);
    END IF;
    COMMIT;
    SELECT CAST(l.job_id AS SIGNED) AS job, CAST(l.fence AS SIGNED) AS fence, s.step,
            t.uid AS tenant_uid, t.slug AS tenant_slug,
            j.document_id, m.type AS media_type, m.storage_key, d.filename,
            DATE_FORMAT(d.created_at, '%Y-%m') AS month,
            CAST(q.time_limit_s AS SIGNED) AS time_limit_s, CAST(q.lease_s AS SIGNED) AS lease_s,
            CAST(l.failures AS SIGNED) AS failures
        FROM job_live l
        JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
        JOIN pipeline_step s ON s.pipeline = j.pipeline AND s.position = j.position
        JOIN queue q ON q.queue_id = l.queue_id
        JOIN tenant t ON t.tenant_id = l.tenant_id
        JOIN document d ON d.tenant_id = j.tenant_id AND d.document_id = j.document_id
        JOIN media m ON m.tenant_id = d.tenant_id AND m.media_id = d.media_id
        WHERE l.job_id = v_job AND l.worker_id = p_worker;
END//

-- job_finish: ends a job well and makes the next step's; call it last in the transaction that writes the results.
-- next_queue is where the next step waits. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: one
--   next_queue VARCHAR?
-- example: CALL job_finish(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE job_finish(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT lease_tenant(p_job, p_worker, p_fence);
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_document UUID;
    DECLARE v_pipeline, v_done, v_next VARCHAR(30);
    DECLARE v_position, v_priority TINYINT UNSIGNED;
    CALL transaction_required();
    SELECT j.queue_id, j.document_id, j.pipeline, j.position, j.priority, s.status_done
        INTO v_queue, v_document, v_pipeline, v_position, v_priority, v_done
        FROM job j JOIN pipeline_step s ON s.pipeline = j.pipeline AND s.position = j.position
        WHERE j.tenant_id = v_tenant AND j.job_id = p_job;
    IF v_done IS NOT NULL THEN CALL document_set_status(v_tenant, v_document, v_done); END IF;
    CALL job_end(v_tenant, p_job, 'done', NULL, NULL);
    CALL queue_depth_add(v_tenant, v_queue, 0, 0, -1, 1, 0, 0);
    SET v_next = (SELECT q.name FROM pipeline_step s JOIN queue q ON q.queue_id = s.queue_id
        WHERE s.pipeline = v_pipeline AND s.position = v_position + 1);
    IF v_next IS NOT NULL THEN
        CALL job_enqueue(v_tenant, v_document, v_pipeline, v_position + 1, v_priority);
    END IF;
    SELECT v_next AS next_queue;
END//

-- job_end: takes a job out of the queue with its outcome.
-- account: internal
CREATE OR REPLACE PROCEDURE job_end(
    IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_outcome VARCHAR(10), IN p_code VARCHAR(40),
    IN p_detail VARCHAR(500))
MODIFIES SQL DATA
BEGIN
    UPDATE job j JOIN job_live l ON l.job_id = j.job_id
        SET j.finished_at = NOW(6), j.outcome = p_outcome, j.failures = l.failures, j.crashes = l.crashes,
            j.error_code = COALESCE(p_code, j.error_code), j.error_detail = COALESCE(p_detail, j.error_detail)
        WHERE j.tenant_id = p_tenant AND j.job_id = p_job;
    DELETE FROM job_live WHERE job_id = p_job;
END//

-- job_give_up: ends a job badly: its document gets the step's error status and waits for a person.
-- account: internal
CREATE OR REPLACE PROCEDURE job_give_up(
    IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_outcome VARCHAR(10), IN p_code VARCHAR(40),
    IN p_detail VARCHAR(500))
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_document UUID;
    DECLARE v_status VARCHAR(30);
    SELECT j.queue_id, j.document_id, s.status_error INTO v_queue, v_document, v_status
        FROM job j JOIN pipeline_step s ON s.pipeline = j.pipeline AND s.position = j.position
        WHERE j.tenant_id = p_tenant AND j.job_id = p_job;
    UPDATE document SET error_code = p_code, error_detail = p_detail, needs_review = TRUE
        WHERE tenant_id = p_tenant AND document_id = v_document;
    CALL document_set_status(p_tenant, v_document, v_status);
    CALL event_add(p_tenant, 'document.review_required', v_document, JSON_OBJECT(
        'document_id', v_document, 'code', p_code, 'detail', p_detail));
    CALL job_end(p_tenant, p_job, p_outcome, p_code, p_detail);
    CALL queue_depth_add(p_tenant, v_queue, 0, 0, -1, 0, p_outcome = 'failed', p_outcome = 'dead');
END//

-- job_fail: an attempt failed. Tries again after a delay that doubles, with jitter; a permanent failure, or the last
-- attempt, gives the job up. outcome is 'retry' or 'failed'. Errors: 45409 lease_lost.
-- account: worker
-- transaction: own
-- returns: one
--   outcome VARCHAR
--   retry_in_s INT?
-- example: CALL job_fail(@job, @worker, @fence, 'internal_error', 'Try again later.', FALSE)
CREATE OR REPLACE PROCEDURE job_fail(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_code VARCHAR(40), IN p_detail VARCHAR(500), IN p_permanent BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_queue, v_failures, v_max SMALLINT UNSIGNED;
    DECLARE v_delay INT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_tenant = lease_tenant(p_job, p_worker, p_fence);
    UPDATE job_live SET failures = failures + 1 WHERE job_id = p_job;
    SELECT l.queue_id, l.failures, q.max_attempts,
            LEAST(q.retry_delay_max_s, q.retry_delay_s * POW(2, LEAST(l.failures, 20) - 1))
                * (1 + q.retry_jitter * RAND())
        INTO v_queue, v_failures, v_max, v_delay
        FROM job_live l JOIN queue q ON q.queue_id = l.queue_id WHERE l.job_id = p_job;
    IF p_permanent OR v_failures >= v_max THEN
        SET v_delay = NULL;
        CALL job_give_up(v_tenant, p_job, 'failed', p_code, p_detail);
    ELSE
        UPDATE job_live SET state = 'scheduled', worker_id = NULL, due = NOW(6) + INTERVAL v_delay SECOND
            WHERE job_id = p_job;
        UPDATE job SET error_code = p_code, error_detail = p_detail
            WHERE tenant_id = v_tenant AND job_id = p_job;
        CALL queue_depth_add(v_tenant, v_queue, 1, 0, -1, 0, 0, 0);
    END IF;
    COMMIT;
    SELECT IF(v_delay IS NULL, 'failed', 'retry') AS outcome, CAST(v_delay AS SIGNED) AS retry_in_s;
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
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_tenant = lease_tenant(p_job, p_worker, p_fence);
    SET v_queue = (SELECT queue_id FROM job_live WHERE job_id = p_job);
    UPDATE job_live SET state = 'ready', worker_id = NULL, due = NOW(6) WHERE job_id = p_job;
    CALL queue_depth_add(v_tenant, v_queue, 0, 1, -1, 0, 0, 0);
    COMMIT;
END//
