DELIMITER //

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
                'This job ended its worker several times.');
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
