DELIMITER //

-- jobs_claim: takes up to p_count ready jobs of one tenant, whose turn it is in the queue, for this worker; tells their
-- subjects, and gives what the queue knows of them; no row where nothing is ready, or the queue is paused. In the same
-- transaction the jobs in p_done ([[job, fence], …]), which are about nothing and had nothing to write, end well; those whose
-- lease was lost stay as they are. waited_ms is since the job became ready. Errors: 45404 queue_unknown.
-- account: worker
-- transaction: own
-- returns: many
--   job BIGINT
--   fence INT
--   kind VARCHAR
--   tenant_uid UUID
--   tenant_slug VARCHAR
--   subject_kind VARCHAR?
--   subject_id UUID?
--   payload JSON?
--   queue VARCHAR
--   time_limit_s INT
--   lease_s INT
--   failures INT
--   waited_ms INT
-- example: CALL jobs_claim(@worker, 'preprocessing', 1, '[]')
CREATE OR REPLACE PROCEDURE jobs_claim(
    IN p_worker BIGINT UNSIGNED, IN p_queue VARCHAR(30), IN p_count SMALLINT UNSIGNED, IN p_done JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_jobs MEDIUMTEXT;
    DECLARE v_job BIGINT UNSIGNED;
    CALL jobs_take(p_worker, p_queue, p_count, p_done, v_jobs, v_job);
    IF v_jobs IS NULL THEN CALL job_describe_one(p_worker, v_job); ELSE CALL job_describe(p_worker, v_jobs); END IF;
END//

-- jobs_take: the taking of jobs_claim: of one job (p_job), or of several as a JSON array (p_jobs).
-- Errors: 45404 queue_unknown.
-- account: internal
CREATE OR REPLACE PROCEDURE jobs_take(
    IN p_worker BIGINT UNSIGNED, IN p_queue VARCHAR(30), IN p_count SMALLINT UNSIGNED, IN p_done JSON,
    OUT p_jobs MEDIUMTEXT, OUT p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue, v_lease SMALLINT UNSIGNED;
    DECLARE v_has_subject BOOLEAN DEFAULT FALSE;
    DECLARE v_limits TEXT;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SELECT queue_id, lease_s INTO v_queue, v_lease FROM queue WHERE name = p_queue;
    IF v_queue IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'queue_unknown'; END IF;
    START TRANSACTION;
    -- One of each is a third of the work of a list of one.
    IF p_done = '[]' THEN BEGIN END;
    ELSEIF JSON_LENGTH(p_done) = 1 THEN
        CALL job_done_one(p_worker, JSON_VALUE(p_done, '$[0][0]'), JSON_VALUE(p_done, '$[0][1]'), v_limits);
    ELSE
        CALL job_done(p_worker, p_done, v_limits);
    END IF;
    IF p_count = 0 THEN BEGIN END;
    ELSEIF p_count = 1 THEN
        CALL job_take_one(p_worker, v_queue, v_lease, p_done = '[]', p_job, v_has_subject);
    ELSE
        CALL job_take(p_worker, v_queue, v_lease, p_count, p_done = '[]', p_jobs, v_has_subject);
    END IF;
    COMMIT;
    IF v_limits IS NOT NULL THEN CALL job_limits_admit(v_limits); END IF;
    IF v_has_subject THEN CALL job_begin(p_worker, COALESCE(p_jobs, JSON_ARRAY(p_job))); END IF;
END//

-- queue_is_paused: whether nothing is to be claimed from a queue.
-- account: internal
CREATE OR REPLACE FUNCTION queue_is_paused(p_queue SMALLINT UNSIGNED) RETURNS BOOLEAN
READS SQL DATA
BEGIN
    DECLARE v_paused BOOLEAN;
    SELECT paused_at IS NOT NULL INTO v_paused FROM queue WHERE queue_id = p_queue;
    RETURN v_paused;
END//

-- job_take_one: claims one job inside a transaction; NULL where nothing is ready. The tenant's row in the queue is held from
-- the beginning, so a tenant's claims are one after the other; different tenants' are not.
-- account: internal
CREATE OR REPLACE PROCEDURE job_take_one(
    IN p_worker BIGINT UNSIGNED, IN p_queue SMALLINT UNSIGNED, IN p_lease SMALLINT UNSIGNED, IN p_may_wait BOOLEAN,
    OUT p_job BIGINT UNSIGNED, OUT p_has_subject BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_room INT;
    DECLARE v_head, v_key BIGINT UNSIGNED;
    DECLARE v_again BOOLEAN;
    DECLARE v_tries TINYINT DEFAULT 4;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    taking: LOOP
        CALL tenant_queue_next(p_queue, p_may_wait AND v_tries = 4, v_tenant, v_room, v_head);
        -- The row may have been waited for, and the queue paused meanwhile.
        IF v_tenant IS NULL OR queue_is_paused(p_queue) THEN LEAVE taking; END IF;
        REPEAT
            SELECT job_id, claim_key, has_subject INTO p_job, v_key, p_has_subject FROM job_live FORCE INDEX (claim)
                WHERE queue_id = p_queue AND tenant_id = v_tenant AND state = 'ready' AND claim_key >= v_head
                ORDER BY claim_key, job_id LIMIT 1 FOR UPDATE SKIP LOCKED;
            -- Nothing above the mark: one below it was passed over when another transaction held it.
            SET v_again = p_job IS NULL AND v_head > 0, v_head = 0;
        UNTIL NOT v_again END REPEAT;
        IF p_job IS NOT NULL THEN LEAVE taking; END IF;
        CALL tenant_queue_pass(p_queue, v_tenant);
        SET v_tries = v_tries - 1;
        IF v_tries = 0 THEN LEAVE taking; END IF;
    END LOOP;
    IF p_job IS NOT NULL THEN
        UPDATE job_live
            SET state = 'running', fence = fence + 1, worker_id = p_worker, claimed_at = UTC_TIMESTAMP(6),
                -- Another node's clock may be ahead, and a pause may last for months.
                waited_ms = LEAST(4294967295, GREATEST(0, TIMESTAMPDIFF(MICROSECOND, due, UTC_TIMESTAMP(6)) DIV 1000)),
                due = UTC_TIMESTAMP(6) + INTERVAL p_lease SECOND
            WHERE job_id = p_job;
        UPDATE tenant_queue FORCE INDEX (PRIMARY)
            SET pass = pass + 100000000 DIV weight, head_key = v_key, ready = ready - 1, running = running + 1
            WHERE queue_id = p_queue AND tenant_id = v_tenant;
    END IF;
END//

-- job_take: the same for up to p_count jobs of one tenant; their ids as a JSON array.
-- account: internal
CREATE OR REPLACE PROCEDURE job_take(
    IN p_worker BIGINT UNSIGNED, IN p_queue SMALLINT UNSIGNED, IN p_lease SMALLINT UNSIGNED,
    IN p_count SMALLINT UNSIGNED, IN p_may_wait BOOLEAN, OUT p_jobs MEDIUMTEXT, OUT p_has_subject BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_room, v_taken INT DEFAULT 0;
    DECLARE v_head, v_last BIGINT UNSIGNED;
    DECLARE v_again BOOLEAN;
    DECLARE v_tries TINYINT DEFAULT 4;
    taking: LOOP
        CALL tenant_queue_next(p_queue, p_may_wait AND v_tries = 4, v_tenant, v_room, v_head);
        -- The row may have been waited for, and the queue paused meanwhile.
        IF v_tenant IS NULL OR queue_is_paused(p_queue) THEN LEAVE taking; END IF;
        SET v_room = LEAST(v_room, p_count);
        REPEAT
            SELECT JSON_ARRAYAGG(job_id), COUNT(*), MAX(claim_key), MAX(has_subject)
                INTO p_jobs, v_taken, v_last, p_has_subject FROM (
                SELECT job_id, claim_key, has_subject FROM job_live FORCE INDEX (claim)
                    WHERE queue_id = p_queue AND tenant_id = v_tenant AND state = 'ready' AND claim_key >= v_head
                    ORDER BY claim_key, job_id LIMIT v_room FOR UPDATE SKIP LOCKED) x;
            SET v_again = v_taken = 0 AND v_head > 0, v_head = 0;
        UNTIL NOT v_again END REPEAT;
        IF v_taken > 0 THEN LEAVE taking; END IF;
        CALL tenant_queue_pass(p_queue, v_tenant);
        SET v_tries = v_tries - 1;
        IF v_tries = 0 THEN LEAVE taking; END IF;
    END LOOP;
    IF v_taken > 0 THEN
        UPDATE JSON_TABLE(p_jobs, '$[*]' COLUMNS (job BIGINT UNSIGNED PATH '$')) x
            STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
            SET l.state = 'running', l.fence = l.fence + 1, l.worker_id = p_worker, l.claimed_at = UTC_TIMESTAMP(6),
                l.waited_ms = LEAST(4294967295, GREATEST(0, TIMESTAMPDIFF(MICROSECOND, l.due, UTC_TIMESTAMP(6)) DIV 1000)),
                l.due = UTC_TIMESTAMP(6) + INTERVAL p_lease SECOND;
        UPDATE tenant_queue FORCE INDEX (PRIMARY)
            SET pass = pass + v_taken * 100000000 DIV weight, head_key = v_last, ready = ready - v_taken,
                running = running + v_taken
            WHERE queue_id = p_queue AND tenant_id = v_tenant;
    ELSE
        SET p_jobs = NULL;
    END IF;
END//

-- job_begin: tells the subjects of jobs just claimed, each in a transaction of its own: what a subject locks comes before the
-- counters, and the claim holds those. A lease that was lost meanwhile changes nothing.
-- account: internal
CREATE OR REPLACE PROCEDURE job_begin(IN p_worker BIGINT UNSIGNED, IN p_jobs MEDIUMTEXT)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tries TINYINT;
    DECLARE v_conflict BOOLEAN;
    DECLARE v_queue VARCHAR(30);
    DECLARE v_next BIGINT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR 1213, 1205 BEGIN ROLLBACK; SET v_conflict = TRUE; END;
    -- The claim is made; a subject that cannot hear of it is told of the end, or that fails the attempt.
    DECLARE CONTINUE HANDLER FOR SQLEXCEPTION ROLLBACK;
    FOR r IN (SELECT j.job_id, j.tenant_id, j.subject_kind, j.subject_id
            FROM JSON_TABLE(p_jobs, '$[*]' COLUMNS (job BIGINT UNSIGNED PATH '$')) x
            STRAIGHT_JOIN job_live l ON l.job_id = x.job
            STRAIGHT_JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
            WHERE j.subject_kind IS NOT NULL) DO
        SET v_tries = 10;
        REPEAT
            SET v_conflict = FALSE, v_tries = v_tries - 1;
            START TRANSACTION;
            IF EXISTS (SELECT 1 FROM job_live WHERE job_id = r.job_id AND state = 'running' AND worker_id = p_worker
                    FOR UPDATE) THEN
                CALL subject_told('begun', r.tenant_id, r.subject_kind, r.subject_id, r.job_id, NULL, v_queue, v_next);
            END IF;
            COMMIT;
        UNTIL NOT v_conflict OR v_tries = 0 END REPEAT;
    END FOR;
END//

-- job_describe_one: what the queue knows of a job that a worker holds; no row where it does not.
-- account: internal
CREATE OR REPLACE PROCEDURE job_describe_one(IN p_worker BIGINT UNSIGNED, IN p_job BIGINT UNSIGNED)
READS SQL DATA
BEGIN
    SELECT CAST(l.job_id AS SIGNED) AS job, CAST(l.fence AS SIGNED) AS fence, j.kind,
            t.uid AS tenant_uid, t.slug AS tenant_slug, j.subject_kind, j.subject_id, j.payload, q.name AS queue,
            CAST(q.time_limit_s AS SIGNED) AS time_limit_s, CAST(q.lease_s AS SIGNED) AS lease_s,
            CAST(l.failures AS SIGNED) AS failures, CAST(l.waited_ms AS SIGNED) AS waited_ms
        FROM job_live l
        JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
        JOIN queue q ON q.queue_id = l.queue_id
        JOIN tenant t ON t.tenant_id = l.tenant_id
        WHERE l.job_id = p_job AND l.state = 'running' AND l.worker_id = p_worker;
END//

-- job_describe: the same for several, as a JSON array.
-- account: internal
CREATE OR REPLACE PROCEDURE job_describe(IN p_worker BIGINT UNSIGNED, IN p_jobs MEDIUMTEXT)
READS SQL DATA
BEGIN
    SELECT CAST(l.job_id AS SIGNED) AS job, CAST(l.fence AS SIGNED) AS fence, j.kind,
            t.uid AS tenant_uid, t.slug AS tenant_slug, j.subject_kind, j.subject_id, j.payload, q.name AS queue,
            CAST(q.time_limit_s AS SIGNED) AS time_limit_s, CAST(q.lease_s AS SIGNED) AS lease_s,
            CAST(l.failures AS SIGNED) AS failures, CAST(l.waited_ms AS SIGNED) AS waited_ms
        FROM JSON_TABLE(p_jobs, '$[*]' COLUMNS (job BIGINT UNSIGNED PATH '$')) x
        STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
        STRAIGHT_JOIN job j FORCE INDEX (PRIMARY) ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
        STRAIGHT_JOIN queue q ON q.queue_id = l.queue_id
        STRAIGHT_JOIN tenant t ON t.tenant_id = l.tenant_id
        WHERE l.state = 'running' AND l.worker_id = p_worker;
END//

-- job_taken_on: what the queue knows of a job that was taken on with the end of another. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: one
-- like: jobs_claim
-- example: CALL job_taken_on(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE job_taken_on(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    SET v_tenant = lease_tenant(p_job, p_worker, p_fence);
    CALL job_describe_one(p_worker, p_job);
END//
