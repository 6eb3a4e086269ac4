DELIMITER //

-- worker_start: makes a worker known under an id that is random at each start.
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

-- worker_stop: forgets a worker that has given back all it held.
-- account: worker
-- transaction: none
-- returns: none
-- example: CALL worker_stop(@worker)
CREATE OR REPLACE PROCEDURE worker_stop(IN p_worker BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DELETE FROM worker WHERE worker_id = p_worker;
END//

-- lease_renew: renews the leases of a worker, given as [[job, fence], …], in one statement, and gives those that are
-- still its own, with the length of their leases, which may have been set anew; a job that is missing in the answer is lost
-- and its work must end.
-- account: worker
-- transaction: none
-- returns: many
--   job BIGINT
--   lease_s INT
-- example: CALL lease_renew(@worker, CONCAT('[[', @job, ',', @fence, ']]'))
CREATE OR REPLACE PROCEDURE lease_renew(IN p_worker BIGINT UNSIGNED, IN p_leases JSON)
MODIFIES SQL DATA
BEGIN
    UPDATE worker SET seen_at = UTC_TIMESTAMP(6) WHERE worker_id = p_worker;
    UPDATE JSON_TABLE(p_leases, '$[*]' COLUMNS (
            job BIGINT UNSIGNED PATH '$[0]', fence INT UNSIGNED PATH '$[1]')) x
        STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
        JOIN queue q ON q.queue_id = l.queue_id
        SET l.due = UTC_TIMESTAMP(6) + INTERVAL q.lease_s SECOND
        WHERE l.state = 'running' AND l.worker_id = p_worker AND l.fence = x.fence;
    SELECT CAST(l.job_id AS SIGNED) AS job, CAST(q.lease_s AS SIGNED) AS lease_s
        FROM JSON_TABLE(p_leases, '$[*]' COLUMNS (
            job BIGINT UNSIGNED PATH '$[0]', fence INT UNSIGNED PATH '$[1]')) x
        STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
        JOIN queue q ON q.queue_id = l.queue_id
        WHERE l.state = 'running' AND l.worker_id = p_worker AND l.fence = x.fence;
END//

-- lease_check: those of a worker's leases, given as [[job, fence], …], that still hold; asked every other second while jobs
-- run, so that one that was cancelled stops soon. Writes nothing.
-- account: worker
-- transaction: none
-- returns: many
--   job BIGINT
-- example: CALL lease_check(@worker, CONCAT('[[', @job, ',', @fence, ']]'))
CREATE OR REPLACE PROCEDURE lease_check(IN p_worker BIGINT UNSIGNED, IN p_leases JSON)
READS SQL DATA
BEGIN
    SELECT CAST(l.job_id AS SIGNED) AS job
        FROM JSON_TABLE(p_leases, '$[*]' COLUMNS (
            job BIGINT UNSIGNED PATH '$[0]', fence INT UNSIGNED PATH '$[1]')) x
        STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
        WHERE l.state = 'running' AND l.worker_id = p_worker AND l.fence = x.fence;
END//

-- lease_recover: gives back the jobs of a queue that a worker holds without knowing, other than p_jobs ([job, …]): the
-- answer to its claim was lost. Nothing is counted against them.
-- account: worker
-- transaction: own
-- returns: none
-- example: CALL lease_recover(@worker, 'preprocessing', CONCAT('[', @job, ']'))
CREATE OR REPLACE PROCEDURE lease_recover(IN p_worker BIGINT UNSIGNED, IN p_queue VARCHAR(30), IN p_jobs JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    FOR r IN (SELECT l.job_id, l.tenant_id, l.queue_id, l.claim_key
            FROM queue q STRAIGHT_JOIN job_live l FORCE INDEX (due) ON l.queue_id = q.queue_id AND l.state = 'running'
            WHERE q.name = p_queue AND l.worker_id = p_worker AND NOT JSON_CONTAINS(p_jobs, l.job_id)
            ORDER BY l.tenant_id, l.job_id) DO
        UPDATE job_live SET state = 'ready', worker_id = NULL, due = UTC_TIMESTAMP(6)
            WHERE job_id = r.job_id AND state = 'running' AND worker_id = p_worker;
        IF ROW_COUNT() > 0 THEN
            CALL tenant_queue_move(r.tenant_id, r.queue_id, 'running', 'ready', 1, r.claim_key);
        END IF;
    END FOR;
    COMMIT;
END//

-- server_uptime: seconds since this server started.
-- account: internal
CREATE OR REPLACE FUNCTION server_uptime() RETURNS INT UNSIGNED
NOT DETERMINISTIC READS SQL DATA
BEGIN
    DECLARE v_seconds INT UNSIGNED;
    SELECT VARIABLE_VALUE INTO v_seconds FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'UPTIME';
    RETURN v_seconds;
END//

-- lease_rescue: frees one job of a queue whose lease has run out; its worker is taken for crashed. A job that has lost
-- its worker too often is parked as dead. None is freed before the server has been up for a lease: while it was away nobody
-- could renew. outcome is 'ready', 'dead', or no row where no lease has run out.
-- account: worker
-- transaction: own
-- returns: many
--   job BIGINT
--   outcome VARCHAR
-- example: CALL lease_rescue('preprocessing')
CREATE OR REPLACE PROCEDURE lease_rescue(IN p_queue VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue, v_crashes, v_max, v_lease SMALLINT UNSIGNED;
    DECLARE v_job, v_key BIGINT UNSIGNED;
    DECLARE v_tenant INT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SELECT queue_id, max_crashes, lease_s INTO v_queue, v_max, v_lease FROM queue WHERE name = p_queue;
    START TRANSACTION;
    SELECT job_id, tenant_id, crashes + 1, claim_key INTO v_job, v_tenant, v_crashes, v_key
        FROM job_live FORCE INDEX (due)
        WHERE queue_id = v_queue AND state = 'running' AND due < UTC_TIMESTAMP(6)
        ORDER BY due, job_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF v_job IS NOT NULL AND server_uptime() < v_lease THEN SET v_job = NULL; END IF;
    IF v_job IS NOT NULL THEN
        UPDATE job_live SET crashes = v_crashes WHERE job_id = v_job;
        IF v_crashes >= v_max THEN
            CALL job_give_up(v_tenant, v_job, 'dead', 'worker_crashed',
                'This job ended its worker several times; its document may be damaged. Send another copy.');
        ELSE
            UPDATE job_live SET state = 'ready', worker_id = NULL, due = UTC_TIMESTAMP(6) WHERE job_id = v_job;
            CALL tenant_queue_move(v_tenant, v_queue, 'running', 'ready', 1, v_key);
        END IF;
        UPDATE tenant_queue FORCE INDEX (PRIMARY) SET crashed = crashed + 1 WHERE queue_id = v_queue AND tenant_id = v_tenant;
    END IF;
    COMMIT;
    SELECT CAST(v_job AS SIGNED) AS job, IF(v_crashes >= v_max, 'dead', 'ready') AS outcome
        FROM DUAL WHERE v_job IS NOT NULL;
END//

-- job_promote: lets one delayed job of a queue in whose time has come; no row where there is none.
-- account: worker
-- transaction: own
-- returns: many
--   job BIGINT
-- example: CALL job_promote('preprocessing')
CREATE OR REPLACE PROCEDURE job_promote(IN p_queue VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_job BIGINT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SELECT queue_id INTO v_queue FROM queue WHERE name = p_queue;
    START TRANSACTION;
    SELECT job_id INTO v_job FROM job_live FORCE INDEX (due)
        WHERE queue_id = v_queue AND state = 'scheduled' AND due <= UTC_TIMESTAMP(6)
        ORDER BY due, job_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF v_job IS NOT NULL THEN CALL job_admit(v_job); END IF;
    COMMIT;
    SELECT CAST(v_job AS SIGNED) AS job FROM DUAL WHERE v_job IS NOT NULL;
END//

-- queue_tend: what a worker does every second or two for the queues that it serves, given as 'ocr,llm': moves their clocks, lets
-- waiting jobs of limit keys in, and tells what else is due, a row for each queue. Reads alone where there is nothing to do.
-- account: worker
-- transaction: none
-- returns: many
--   queue VARCHAR
--   has_ready_jobs BOOLEAN
--   has_expired_leases BOOLEAN
--   has_due_jobs BOOLEAN
--   has_due_schedules BOOLEAN
-- example: CALL queue_tend('preprocessing,ocr')
CREATE OR REPLACE PROCEDURE queue_tend(IN p_queues VARCHAR(300))
MODIFIES SQL DATA
BEGIN
    DECLARE v_busy VARCHAR(1000);
    -- A cursor costs a temporary table, so none is opened for queues where nothing goes on.
    SELECT GROUP_CONCAT(q.queue_id) INTO v_busy FROM queue q
        WHERE FIND_IN_SET(q.name, p_queues) AND (
            EXISTS (SELECT 1 FROM tenant_queue FORCE INDEX (claim) WHERE queue_id = q.queue_id AND claimable = 1)
            OR EXISTS (SELECT 1 FROM job_limit FORCE INDEX (waiting) WHERE queue_id = q.queue_id AND waiting > 0)
            OR (SELECT MAX(pass) FROM tenant_queue FORCE INDEX (claim) WHERE queue_id = q.queue_id AND claimable = 0)
                > COALESCE((SELECT pass FROM queue_clock WHERE queue_id = q.queue_id), 0));
    IF v_busy IS NOT NULL THEN
        CALL queue_tend_busy(v_busy);
    END IF;
    SELECT q.name AS queue,
            EXISTS (SELECT 1 FROM tenant_queue FORCE INDEX (claim)
                WHERE queue_id = q.queue_id AND claimable = 1) AS has_ready_jobs,
            EXISTS (SELECT 1 FROM job_live FORCE INDEX (due)
                WHERE queue_id = q.queue_id AND state = 'running' AND due < UTC_TIMESTAMP(6)) AS has_expired_leases,
            EXISTS (SELECT 1 FROM job_live FORCE INDEX (due)
                WHERE queue_id = q.queue_id AND state = 'scheduled' AND due <= UTC_TIMESTAMP(6)) AS has_due_jobs,
            EXISTS (SELECT 1 FROM schedule WHERE queue_id = q.queue_id AND error IS NULL
                AND (next_at IS NULL OR next_at <= UTC_TIMESTAMP())) AS has_due_schedules
        FROM queue q WHERE FIND_IN_SET(q.name, p_queues);
END//

-- queue_tend_busy: moves the clocks of queues, given as '1,2', and lets waiting jobs of their limit keys in.
-- account: internal
CREATE OR REPLACE PROCEDURE queue_tend_busy(IN p_queues VARCHAR(1000))
MODIFIES SQL DATA
BEGIN
    FOR q IN (SELECT queue_id FROM queue WHERE FIND_IN_SET(queue_id, p_queues)) DO
        CALL queue_tick(q.queue_id);
        CALL queue_tend_limits(q.queue_id);
    END FOR;
END//

-- queue_tend_limits: lets in the jobs that the limit keys of a queue have room for. Jobs of paused tenants that were given back
-- meanwhile, or let in as the pause came, wait again first. One key's trouble is not the others'.
-- account: internal
CREATE OR REPLACE PROCEDURE queue_tend_limits(IN p_queue SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_any BOOLEAN DEFAULT FALSE;
    SELECT EXISTS (SELECT 1 FROM job_limit FORCE INDEX (waiting) WHERE queue_id = p_queue AND waiting > 0) INTO v_any;
    IF v_any THEN
        FOR r IN (SELECT tenant_id FROM tenant_queue FORCE INDEX (PRIMARY)
                WHERE queue_id = p_queue AND ready > 0 AND (paused OR tenant_paused)) DO
            BEGIN
                DECLARE EXIT HANDLER FOR SQLEXCEPTION ROLLBACK;
                CALL job_limit_suspend(r.tenant_id, p_queue);
            END;
        END FOR;
        FOR r IN (SELECT limit_id FROM job_limit FORCE INDEX (waiting) WHERE queue_id = p_queue AND waiting > 0) DO
            BEGIN
                DECLARE EXIT HANDLER FOR SQLEXCEPTION ROLLBACK;
                CALL job_limit_admit(r.limit_id);
            END;
        END FOR;
    END IF;
END//

-- sweep: forgets workers that have not been heard of for ten minutes; one that was only held up makes itself known again.
-- account: worker
-- transaction: none
-- returns: none
-- example: CALL sweep()
CREATE OR REPLACE PROCEDURE sweep()
MODIFIES SQL DATA
BEGIN
    DELETE FROM worker WHERE seen_at < UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE ORDER BY worker_id LIMIT 100;
END//
