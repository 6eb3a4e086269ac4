DELIMITER //

-- Jobs that wrote nothing and are about nothing end within the next claim of their worker.

-- job_limits_admit: lets in the jobs that limit keys, given as '1,2', have room for. Whatever goes wrong is left to the
-- housekeepers: the claim is made, and its caller must hear of it.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limits_admit(IN p_limits TEXT)
MODIFIES SQL DATA
BEGIN
    FOR r IN (SELECT l.limit_id FROM JSON_TABLE(CONCAT('[', p_limits, ']'), '$[*]' COLUMNS (id INT UNSIGNED PATH '$')) x
            STRAIGHT_JOIN job_limit l FORCE INDEX (PRIMARY) ON l.limit_id = x.id WHERE l.waiting > 0) DO
        BEGIN
            DECLARE EXIT HANDLER FOR SQLEXCEPTION ROLLBACK;
            CALL job_limit_admit(r.limit_id);
        END;
    END FOR;
END//

-- job_done_one: ends a job well that wrote nothing and is about nothing; nothing where its lease was lost. p_limits:
-- its limit key, which may have room now.
-- account: internal
CREATE OR REPLACE PROCEDURE job_done_one(
    IN p_worker BIGINT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_fence INT UNSIGNED, OUT p_limits TEXT)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_queue, v_failures, v_crashes SMALLINT UNSIGNED;
    DECLARE v_plain BOOLEAN;
    DECLARE v_claimed_at DATETIME(6);
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    SELECT l.claimed_at, l.tenant_id, l.queue_id, l.failures, l.crashes, j.unique_key IS NULL AND l.limit_id IS NULL AND j.join_job IS NULL,
            l.limit_id
        INTO v_claimed_at, v_tenant, v_queue, v_failures, v_crashes, v_plain, p_limits
        FROM job_live l JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
        WHERE l.job_id = p_job AND l.state = 'running' AND l.worker_id = p_worker AND l.fence = p_fence
            AND NOT l.has_subject
        FOR UPDATE;
    IF v_plain THEN
        UPDATE job SET finished_at = UTC_TIMESTAMP(6), claimed_at = v_claimed_at, outcome = 'done', fence = p_fence,
                failures = v_failures, crashes = v_crashes
            WHERE tenant_id = v_tenant AND job_id = p_job;
        DELETE FROM job_live WHERE job_id = p_job;
        UPDATE tenant_queue FORCE INDEX (PRIMARY) SET running = running - 1, done = done + 1
            WHERE queue_id = v_queue AND tenant_id = v_tenant;
    ELSEIF v_tenant IS NOT NULL THEN
        CALL job_end(v_tenant, p_job, 'done', NULL, NULL);
    END IF;
END//

-- job_done: ends jobs well that wrote nothing, given as [[job, fence], …]. Only those that nothing hangs on: no
-- unique key, no limit key, no join; others of them that are still held are ended one by one. p_limits: limit keys of theirs, as '1,2'.
-- account: internal
CREATE OR REPLACE PROCEDURE job_done(IN p_worker BIGINT UNSIGNED, IN p_done JSON, OUT p_limits TEXT)
MODIFIES SQL DATA
BEGIN
    DECLARE v_plain, v_others MEDIUMTEXT;
    SELECT JSON_ARRAYAGG(IF(is_plain, JSON_ARRAY(job_id, tenant_id, queue_id), NULL)),
            JSON_ARRAYAGG(IF(is_plain, NULL, JSON_ARRAY(job_id, tenant_id))), GROUP_CONCAT(DISTINCT limit_id)
        INTO v_plain, v_others, p_limits FROM (
            SELECT l.job_id, l.tenant_id, l.queue_id, l.limit_id, j.unique_key IS NULL AND j.limit_id IS NULL
                    AND j.join_job IS NULL AS is_plain
                FROM JSON_TABLE(p_done, '$[*]' COLUMNS (
                    job BIGINT UNSIGNED PATH '$[0]', fence INT UNSIGNED PATH '$[1]')) x
                STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
                STRAIGHT_JOIN job j FORCE INDEX (PRIMARY) ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
                WHERE l.state = 'running' AND l.worker_id = p_worker AND l.fence = x.fence AND NOT l.has_subject
                FOR UPDATE) held;
    IF v_plain IS NOT NULL THEN
        UPDATE JSON_TABLE(v_plain, '$[*]' COLUMNS (
                job BIGINT UNSIGNED PATH '$[0]', tenant INT UNSIGNED PATH '$[1]')) x
            STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
            STRAIGHT_JOIN job j FORCE INDEX (PRIMARY) ON j.tenant_id = x.tenant AND j.job_id = x.job
            SET j.finished_at = UTC_TIMESTAMP(6), j.claimed_at = l.claimed_at, j.outcome = 'done', j.fence = l.fence, j.failures = l.failures,
                j.crashes = l.crashes;
        DELETE l FROM JSON_TABLE(v_plain, '$[*]' COLUMNS (job BIGINT UNSIGNED PATH '$[0]')) x
            STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job;
    END IF;
    IF v_others IS NOT NULL THEN
        FOR r IN (SELECT job, tenant FROM JSON_TABLE(v_others, '$[*]' COLUMNS (
                job BIGINT UNSIGNED PATH '$[0]', tenant INT UNSIGNED PATH '$[1]')) x WHERE job IS NOT NULL) DO
            CALL job_end(r.tenant, r.job, 'done', NULL, NULL);
        END FOR;
    END IF;
    IF v_plain IS NOT NULL THEN
        FOR r IN (SELECT tenant, queue, COUNT(*) AS jobs FROM JSON_TABLE(v_plain, '$[*]' COLUMNS (
                    tenant INT UNSIGNED PATH '$[1]', queue SMALLINT UNSIGNED PATH '$[2]')) x
                WHERE tenant IS NOT NULL GROUP BY queue, tenant ORDER BY queue, tenant) DO
            CALL tenant_queue_move(r.tenant, r.queue, 'running', 'done', r.jobs, NULL);
        END FOR;
    END IF;
END//
