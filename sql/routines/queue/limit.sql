DELIMITER //

-- Limit keys: at most so many jobs of a key under way at once, at most so many begun in a period. A job is ready only once
-- its key has let it in, so that a claim has nothing to check. Locks: the job's own row, the key's, the counters'.

-- job_limit_find: the limit of a key in a queue: the one shared by all tenants where there is one, else the tenant's,
-- which is made.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_find(
    IN p_tenant INT UNSIGNED, IN p_queue SMALLINT UNSIGNED, IN p_name VARCHAR(100), OUT p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    SET p_limit = (SELECT limit_id FROM job_limit
        WHERE tenant_id IN (0, p_tenant) AND queue_id = p_queue AND name = p_name ORDER BY tenant_id LIMIT 1);
    IF p_limit IS NULL THEN
        INSERT INTO job_limit (tenant_id, queue_id, name) VALUES (p_tenant, p_queue, p_name)
            ON DUPLICATE KEY UPDATE limit_id = LAST_INSERT_ID(limit_id);
        SET p_limit = LAST_INSERT_ID();
    END IF;
END//

-- job_limit_values: what a limit key may, its own values before its queue's; NULL: no bound. Its row is locked; the queue's,
-- which is every tenant's, is read without a lock.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_values(
    IN p_limit INT UNSIGNED, OUT p_queue SMALLINT UNSIGNED, OUT p_max SMALLINT UNSIGNED, OUT p_count SMALLINT UNSIGNED,
    OUT p_period INT UNSIGNED, OUT p_admitted INT UNSIGNED, OUT p_waiting INT UNSIGNED, OUT p_turn SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    SELECT queue_id, max_running, rate_count, rate_period_s, admitted, waiting, turn
        INTO p_queue, p_max, p_count, p_period, p_admitted, p_waiting, p_turn
        FROM job_limit WHERE limit_id = p_limit FOR UPDATE;
    SELECT COALESCE(p_max, key_max_running), IF(p_count IS NULL, key_rate_period_s, p_period),
            COALESCE(p_count, key_rate_count)
        INTO p_max, p_period, p_count FROM queue WHERE queue_id = p_queue;
END//

-- job_limit_hold: locks the keys that a subject's jobs have, those that have ended too, before any counter is: keys come
-- before counters, and several of its jobs change both.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_hold(
    IN p_tenant INT UNSIGNED, IN p_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin, IN p_subject UUID)
MODIFIES SQL DATA
BEGIN
    DECLARE v_limit INT UNSIGNED;
    FOR r IN (SELECT DISTINCT limit_id FROM job
            WHERE tenant_id = p_tenant AND subject_kind = p_kind AND subject_id = p_subject AND limit_id IS NOT NULL
            ORDER BY limit_id) DO
        SELECT limit_id INTO v_limit FROM job_limit WHERE limit_id = r.limit_id FOR UPDATE;
    END FOR;
END//

-- job_limit_hold_next: the same for the key of the steps of a queue, where it has one.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_hold_next(IN p_tenant INT UNSIGNED, IN p_queue SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_name VARCHAR(100);
    DECLARE v_limit INT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    SELECT step_key INTO v_name FROM queue WHERE queue_id = p_queue;
    IF v_name IS NOT NULL THEN
        CALL job_limit_find(p_tenant, p_queue, v_name, v_limit);
        SELECT limit_id INTO v_limit FROM job_limit WHERE limit_id = v_limit FOR UPDATE;
    END IF;
END//

-- job_limit_count: counts jobs of a tenant that a key let in, or (less than 0) that left.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_count(
    IN p_limit INT UNSIGNED, IN p_tenant INT UNSIGNED, IN p_admitted INT, IN p_waiting INT)
MODIFIES SQL DATA
BEGIN
    UPDATE job_limit SET admitted = admitted + p_admitted, waiting = waiting + p_waiting WHERE limit_id = p_limit;
    IF p_admitted <> 0 THEN
        UPDATE job_limit_tenant SET admitted = admitted + p_admitted WHERE limit_id = p_limit AND tenant_id = p_tenant;
        IF ROW_COUNT() = 0 THEN
            INSERT INTO job_limit_tenant (limit_id, tenant_id, admitted) VALUES (p_limit, p_tenant, p_admitted);
        END IF;
    END IF;
END//

-- job_limit_enter: asks a limit key to let a tenant's job in that is due now: the state it gets, and for 'scheduled' when its
-- turn comes. Turns go round: the n-th next job begins a period after this one at the earliest. A tenant that is paused or
-- has its window full waits: it would hold a place that another could use.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_enter(
    IN p_limit INT UNSIGNED, IN p_tenant INT UNSIGNED, IN p_has_turn BOOLEAN, OUT p_state VARCHAR(10),
    OUT p_due DATETIME(6))
MODIFIES SQL DATA
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_queue, v_max, v_count, v_turn SMALLINT UNSIGNED;
    DECLARE v_period, v_admitted, v_waiting INT UNSIGNED;
    DECLARE v_shut BOOLEAN;
    CALL job_limit_values(p_limit, v_queue, v_max, v_count, v_period, v_admitted, v_waiting, v_turn);
    SET p_due = v_now;
    IF v_count IS NOT NULL AND NOT p_has_turn THEN
        SET v_turn = v_turn MOD v_count;
        SET p_due = GREATEST(v_now, COALESCE((SELECT at + INTERVAL v_period SECOND FROM job_limit_turn
            WHERE limit_id = p_limit AND turn = v_turn), v_now));
        INSERT INTO job_limit_turn (limit_id, turn, at) VALUES (p_limit, v_turn, p_due)
            ON DUPLICATE KEY UPDATE at = p_due;
        UPDATE job_limit SET turn = (v_turn + 1) MOD v_count WHERE limit_id = p_limit;
    END IF;
    SELECT v_max IS NOT NULL AND (
            EXISTS (SELECT 1 FROM tenant_queue WHERE queue_id = v_queue AND tenant_id = p_tenant
                AND (paused OR tenant_paused OR running >= running_max
                    OR running_max <= (SELECT admitted FROM job_limit_tenant t WHERE t.limit_id = p_limit AND t.tenant_id = p_tenant)))
            OR EXISTS (SELECT 1 FROM tenant_pause WHERE tenant_id = p_tenant)) INTO v_shut;
    IF p_due > v_now THEN
        SET p_state = 'scheduled';
    ELSEIF v_shut OR v_max IS NOT NULL AND (v_admitted >= v_max OR v_waiting > 0) THEN
        SET p_state = 'waiting';
        CALL job_limit_count(p_limit, p_tenant, 0, 1);
    ELSE
        SET p_state = 'ready';
        CALL job_limit_count(p_limit, p_tenant, 1, 0);
    END IF;
END//

-- job_limit_leave: takes a job out of its limit key's count, in the transaction that takes it out of a state.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_leave(
    IN p_limit INT UNSIGNED, IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_state VARCHAR(10))
MODIFIES SQL DATA
BEGIN
    IF p_limit IS NOT NULL AND p_state IN ('ready', 'running') THEN
        CALL job_limit_count(p_limit, p_tenant, -1, 0);
    ELSEIF p_limit IS NOT NULL AND p_state = 'waiting' THEN
        DELETE w FROM job_live l STRAIGHT_JOIN job_limit_waiting w FORCE INDEX (PRIMARY)
            ON w.limit_id = p_limit AND w.tenant_id = p_tenant AND w.claim_key = l.claim_key AND w.job_id = p_job
            WHERE l.job_id = p_job;
        IF ROW_COUNT() > 0 THEN CALL job_limit_count(p_limit, p_tenant, 0, -1); END IF;
    ELSEIF p_limit IS NOT NULL AND p_state = 'scheduled' THEN
        CALL job_limit_return(p_limit, p_job);
    END IF;
END//

-- job_limit_return: gives back the turn of a job that will not use it: the job of the last turn takes it, and the last turn
-- is free again. Nothing where that job is held by someone, or the rate is another by now.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_return(IN p_limit INT UNSIGNED, IN p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue, v_max, v_count, v_turn SMALLINT UNSIGNED;
    DECLARE v_period, v_admitted, v_waiting INT UNSIGNED;
    DECLARE v_has_turn BOOLEAN DEFAULT FALSE;
    DECLARE v_due, v_last DATETIME(6);
    DECLARE v_tail BIGINT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    SELECT has_turn, due INTO v_has_turn, v_due FROM job_live WHERE job_id = p_job;
    IF v_has_turn THEN
        CALL job_limit_values(p_limit, v_queue, v_max, v_count, v_period, v_admitted, v_waiting, v_turn);
        SET v_turn = (v_turn + v_count - 1) MOD v_count;
        SELECT at INTO v_last FROM job_limit_turn WHERE limit_id = p_limit AND turn = v_turn;
        SELECT job_id INTO v_tail FROM job_live FORCE INDEX (due)
            WHERE queue_id = v_queue AND state = 'scheduled' AND due = v_last AND limit_id = p_limit AND has_turn
            ORDER BY job_id DESC LIMIT 1 FOR UPDATE SKIP LOCKED;
    END IF;
    IF v_tail IS NOT NULL THEN
        UPDATE job_live SET due = v_due WHERE job_id = v_tail;
        UPDATE job_limit_turn SET at = v_last - INTERVAL v_period SECOND WHERE limit_id = p_limit AND turn = v_turn;
        UPDATE job_limit SET turn = v_turn WHERE limit_id = p_limit;
    END IF;
END//

-- job_limit_suspend: has the ready jobs of a paused tenant wait again, so that others get their places. Jobs, then keys, then
-- counters; a job that is held is being claimed, or looked at again in a second.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_suspend(IN p_tenant INT UNSIGNED, IN p_queue SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_jobs MEDIUMTEXT;
    DECLARE v_limit INT UNSIGNED;
    DECLARE v_any BOOLEAN DEFAULT FALSE;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SELECT EXISTS (SELECT 1 FROM job_limit WHERE queue_id = p_queue AND admitted > 0) INTO v_any;
    IF v_any THEN
        START TRANSACTION;
        SET v_jobs = (SELECT JSON_ARRAYAGG(JSON_ARRAY(job_id, limit_id)) FROM (
            SELECT job_id, limit_id FROM job_live FORCE INDEX (claim)
                WHERE queue_id = p_queue AND tenant_id = p_tenant AND state = 'ready' AND limit_id IS NOT NULL
                FOR UPDATE SKIP LOCKED) x);
        IF v_jobs IS NOT NULL THEN
            FOR r IN (SELECT limit_id, COUNT(*) AS jobs FROM JSON_TABLE(v_jobs, '$[*]' COLUMNS (
                    limit_id INT UNSIGNED PATH '$[1]')) x GROUP BY limit_id ORDER BY limit_id) DO
                SELECT limit_id INTO v_limit FROM job_limit WHERE limit_id = r.limit_id FOR UPDATE;
                CALL job_limit_count(r.limit_id, p_tenant, -r.jobs, r.jobs);
            END FOR;
            INSERT INTO job_limit_waiting (limit_id, tenant_id, claim_key, job_id)
                SELECT l.limit_id, p_tenant, l.claim_key, l.job_id
                FROM JSON_TABLE(v_jobs, '$[*]' COLUMNS (job BIGINT UNSIGNED PATH '$[0]')) x
                STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job;
            UPDATE JSON_TABLE(v_jobs, '$[*]' COLUMNS (job BIGINT UNSIGNED PATH '$[0]')) x
                STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job SET l.state = 'waiting';
            CALL tenant_queue_move(p_tenant, p_queue, 'ready', 'waiting', JSON_LENGTH(v_jobs), NULL);
        END IF;
        COMMIT;
    END IF;
END//

-- job_limit_admit: lets in the jobs that a limit key has room for, of the tenants in turn, those that could not run them
-- left out; called after a job of the key ended, and now and then.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_admit(IN p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_job, v_key BIGINT UNSIGNED;
    DECLARE v_tenant, v_period, v_admitted, v_waiting INT UNSIGNED;
    DECLARE v_queue, v_max, v_count, v_turn SMALLINT UNSIGNED;
    DECLARE v_room INT DEFAULT 100;
    DECLARE v_passed TEXT DEFAULT '';
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    CALL job_limit_values(p_limit, v_queue, v_max, v_count, v_period, v_admitted, v_waiting, v_turn);
    IF v_max IS NOT NULL THEN SET v_room = LEAST(100, CAST(v_max AS SIGNED) - CAST(v_admitted AS SIGNED)); END IF;
    admitting: WHILE v_room > 0 AND v_waiting > 0 DO
        SET v_tenant = NULL, v_job = NULL;
        -- Whom the queue would serve next, if all that is ready there had been served.
        SELECT d.tenant_id INTO v_tenant
            FROM tenant_queue d FORCE INDEX (PRIMARY)
            LEFT JOIN job_limit_tenant t ON t.limit_id = p_limit AND t.tenant_id = d.tenant_id
            WHERE d.queue_id = v_queue AND d.waiting > 0 AND NOT d.paused AND NOT d.tenant_paused
                AND d.running < d.running_max AND COALESCE(t.admitted, 0) < d.running_max
                AND EXISTS (SELECT 1 FROM job_limit_waiting w FORCE INDEX (PRIMARY)
                    WHERE w.limit_id = p_limit AND w.tenant_id = d.tenant_id)
                AND NOT FIND_IN_SET(d.tenant_id, v_passed)
            ORDER BY d.pass + d.ready * (100000000 DIV d.weight), d.tenant_id LIMIT 1;
        IF v_tenant IS NULL THEN LEAVE admitting; END IF;
        -- One that is held is about to be cancelled, or is looked at again in a second.
        SELECT w.job_id, w.claim_key INTO v_job, v_key
            FROM job_limit_waiting w FORCE INDEX (PRIMARY)
            STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = w.job_id
            WHERE w.limit_id = p_limit AND w.tenant_id = v_tenant
            ORDER BY w.claim_key, w.job_id LIMIT 1 FOR UPDATE SKIP LOCKED;
        IF v_job IS NULL THEN
            SET v_passed = CONCAT_WS(',', v_tenant, v_passed);
        ELSE
            DELETE FROM job_limit_waiting
                WHERE limit_id = p_limit AND tenant_id = v_tenant AND claim_key = v_key AND job_id = v_job;
            UPDATE job_live SET state = 'ready', due = UTC_TIMESTAMP(6) WHERE job_id = v_job;
            CALL job_limit_count(p_limit, v_tenant, 1, -1);
            CALL tenant_queue_move(v_tenant, v_queue, 'waiting', 'ready', 1, v_key);
            SET v_room = v_room - 1, v_waiting = v_waiting - 1;
        END IF;
    END WHILE;
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
