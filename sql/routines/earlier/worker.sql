DELIMITER //

-- What workers of the release before call, in its words, while they run beside those of this one.

-- job_claim: jobs_claim, with what it told of a step's document. Errors: 45404 queue_unknown.
-- account: worker
-- transaction: own
-- returns: many
--   job BIGINT
--   fence INT
--   kind VARCHAR
--   tenant_uid UUID
--   tenant_slug VARCHAR
--   document_id UUID?
--   media_type VARCHAR?
--   storage_key VARCHAR?
--   filename VARCHAR?
--   month VARCHAR?
--   part INT?
--   payload JSON?
--   queue VARCHAR
--   time_limit_s INT
--   lease_s INT
--   failures INT
--   waited_ms INT
-- example: CALL job_claim(@worker, 'preprocessing', 1, '[]')
CREATE OR REPLACE PROCEDURE job_claim(
    IN p_worker BIGINT UNSIGNED, IN p_queue VARCHAR(30), IN p_count SMALLINT UNSIGNED, IN p_done JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_jobs MEDIUMTEXT;
    DECLARE v_job BIGINT UNSIGNED;
    CALL job_settle_done(p_worker, p_done);
    CALL jobs_take(p_worker, p_queue, p_count, p_done, v_jobs, v_job);
    CALL job_describe_with_document(p_worker, COALESCE(v_jobs, JSON_ARRAY(v_job)));
END//

-- job_settle_done: ends well the jobs of p_done that are about something, which that release took to be about nothing.
-- account: internal
CREATE OR REPLACE PROCEDURE job_settle_done(IN p_worker BIGINT UNSIGNED, IN p_done JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue VARCHAR(30);
    DECLARE v_next BIGINT UNSIGNED;
    DECLARE v_limit INT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    FOR r IN (SELECT l.job_id, l.fence FROM JSON_TABLE(p_done, '$[*]' COLUMNS (
                job BIGINT UNSIGNED PATH '$[0]', fence INT UNSIGNED PATH '$[1]')) x
            STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
            WHERE l.has_subject AND l.state = 'running' AND l.worker_id = p_worker AND l.fence = x.fence) DO
        START TRANSACTION;
        CALL job_settle(r.job_id, p_worker, r.fence, '', v_queue, v_next, v_limit);
        COMMIT;
    END FOR;
END//

-- job_describe_with_document: jobs that a worker holds, as a JSON array, with the documents of those that do a step.
-- account: internal
CREATE OR REPLACE PROCEDURE job_describe_with_document(IN p_worker BIGINT UNSIGNED, IN p_jobs MEDIUMTEXT)
READS SQL DATA
BEGIN
    SELECT CAST(l.job_id AS SIGNED) AS job, CAST(l.fence AS SIGNED) AS fence, j.kind,
            t.uid AS tenant_uid, t.slug AS tenant_slug,
            d.document_id, m.type AS media_type, m.storage_key, d.filename,
            DATE_FORMAT(d.created_at, '%Y-%m') AS month, CAST(s.part AS SIGNED) AS part, j.payload, q.name AS queue,
            CAST(q.time_limit_s AS SIGNED) AS time_limit_s, CAST(q.lease_s AS SIGNED) AS lease_s,
            CAST(l.failures AS SIGNED) AS failures, CAST(l.waited_ms AS SIGNED) AS waited_ms
        FROM JSON_TABLE(p_jobs, '$[*]' COLUMNS (job BIGINT UNSIGNED PATH '$')) x
        STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
        STRAIGHT_JOIN job j FORCE INDEX (PRIMARY) ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
        STRAIGHT_JOIN queue q ON q.queue_id = l.queue_id
        STRAIGHT_JOIN tenant t ON t.tenant_id = l.tenant_id
        LEFT JOIN step_job s ON s.tenant_id = j.tenant_id AND s.job_id = j.job_id
        LEFT JOIN document d ON d.tenant_id = s.tenant_id AND d.document_id = j.subject_id
        LEFT JOIN media m ON m.tenant_id = d.tenant_id AND m.media_id = d.media_id
        WHERE l.state = 'running' AND l.worker_id = p_worker;
END//

-- job_open: what the work of a job needs that was taken on with the end of another. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: one
-- like: job_claim
-- example: CALL job_open(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE job_open(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    SET v_tenant = lease_tenant(p_job, p_worker, p_fence);
    CALL job_describe_with_document(p_worker, JSON_ARRAY(p_job));
END//

-- job_fail: attempt_fail, without a time of its own to try again. Errors: 45409 lease_lost.
-- account: worker
-- transaction: own
-- returns: one
-- like: attempt_fail
-- example: CALL job_fail(@job, @worker, @fence, 'internal_error', 'Try again later.', FALSE)
CREATE OR REPLACE PROCEDURE job_fail(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_code VARCHAR(40), IN p_detail VARCHAR(500), IN p_permanent BOOLEAN)
MODIFIES SQL DATA
BEGIN
    CALL attempt_fail(p_job, p_worker, p_fence, p_code, p_detail, p_permanent, NULL);
END//

-- worker_start: makes a worker of the release before known.
-- account: worker
-- transaction: none
-- returns: none
-- example: CALL worker_start(987654321, 'host', 4711, 'ocr:1')
CREATE OR REPLACE PROCEDURE worker_start(
    IN p_worker BIGINT UNSIGNED, IN p_host VARCHAR(100), IN p_pid INT UNSIGNED, IN p_queues VARCHAR(300))
MODIFIES SQL DATA
BEGIN
    INSERT INTO worker (worker_id, host, pid, queues) VALUES (p_worker, p_host, p_pid, p_queues)
        ON DUPLICATE KEY UPDATE seen_at = UTC_TIMESTAMP(6);
END//
