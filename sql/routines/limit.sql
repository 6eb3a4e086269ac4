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

-- job_limit_enter: asks a limit key to let a job in that is due now: the state it gets, and for 'scheduled' when its turn
-- comes. Turns go round: the n-th next job begins a period after this one at the earliest.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_enter(
    IN p_limit INT UNSIGNED, IN p_has_turn BOOLEAN, OUT p_state VARCHAR(10), OUT p_due DATETIME(6))
MODIFIES SQL DATA
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT NOW(6);
    DECLARE v_queue, v_max, v_count, v_turn SMALLINT UNSIGNED;
    DECLARE v_period, v_admitted, v_waiting INT UNSIGNED;
    SELECT queue_id, max_running, rate_count, rate_period_s, admitted, waiting, turn
        INTO v_queue, v_max, v_count, v_period, v_admitted, v_waiting, v_turn
        FROM job_limit WHERE limit_id = p_limit FOR UPDATE;
    -- Read without a lock: the queue's row is every tenant's.
    SELECT COALESCE(v_max, key_max_running), IF(v_count IS NULL, key_rate_period_s, v_period),
            COALESCE(v_count, key_rate_count)
        INTO v_max, v_period, v_count FROM queue WHERE queue_id = v_queue;
    SET p_due = v_now;
    IF v_count IS NOT NULL AND NOT p_has_turn THEN
        SET v_turn = v_turn MOD v_count;
        SET p_due = GREATEST(v_now, COALESCE((SELECT at + INTERVAL v_period SECOND FROM job_limit_turn
            WHERE limit_id = p_limit AND turn = v_turn), v_now));
        INSERT INTO job_limit_turn (limit_id, turn, at) VALUES (p_limit, v_turn, p_due)
            ON DUPLICATE KEY UPDATE at = p_due;
        UPDATE job_limit SET turn = (v_turn + 1) MOD v_count WHERE limit_id = p_limit;
    END IF;
    IF p_due > v_now THEN
        SET p_state = 'scheduled';
    ELSEIF v_max IS NOT NULL AND (v_admitted >= v_max OR v_waiting > 0) THEN
        SET p_state = 'waiting';
        UPDATE job_limit SET waiting = waiting + 1 WHERE limit_id = p_limit;
    ELSE
        SET p_state = 'ready';
        UPDATE job_limit SET admitted = admitted + 1 WHERE limit_id = p_limit;
    END IF;
END//

-- job_limit_leave: takes a job out of its limit key's count, in the transaction that takes it out of a state.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_leave(
    IN p_limit INT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_state VARCHAR(10))
MODIFIES SQL DATA
BEGIN
    IF p_limit IS NOT NULL AND p_state IN ('ready', 'running') THEN
        UPDATE job_limit SET admitted = admitted - 1 WHERE limit_id = p_limit;
    ELSEIF p_limit IS NOT NULL AND p_state = 'waiting' THEN
        DELETE FROM job_limit_waiting WHERE limit_id = p_limit AND job_id = p_job;
        IF ROW_COUNT() > 0 THEN UPDATE job_limit SET waiting = waiting - 1 WHERE limit_id = p_limit; END IF;
    END IF;
END//

-- job_limit_admit: lets in the jobs that a limit key has room for; called after a job of the key ended, and now and then.
-- account: internal
CREATE OR REPLACE PROCEDURE job_limit_admit(IN p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_job, v_key BIGINT UNSIGNED;
    DECLARE v_tenant, v_room INT UNSIGNED;
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_tenant = NULL;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SELECT queue_id, IF(max_running IS NULL, NULL, max_running - LEAST(max_running, admitted)) INTO v_queue, v_room
        FROM job_limit WHERE limit_id = p_limit FOR UPDATE;
    IF v_room IS NULL THEN
        SET v_room = (SELECT COALESCE(q.key_max_running - LEAST(q.key_max_running, l.admitted), 100)
            FROM queue q JOIN job_limit l ON l.limit_id = p_limit WHERE q.queue_id = v_queue);
    END IF;
    FOR r IN (SELECT job_id, claim_key FROM job_limit_waiting WHERE limit_id = p_limit
            ORDER BY claim_key, job_id LIMIT 100) DO
        IF v_room > 0 THEN
            -- One that is held is about to be cancelled, or is looked at again in a second.
            SELECT tenant_id INTO v_tenant FROM job_live WHERE job_id = r.job_id FOR UPDATE SKIP LOCKED;
            IF v_tenant IS NOT NULL THEN
                DELETE FROM job_limit_waiting
                    WHERE limit_id = p_limit AND claim_key = r.claim_key AND job_id = r.job_id;
                UPDATE job_live SET state = 'ready', due = NOW(6) WHERE job_id = r.job_id;
                UPDATE job_limit SET admitted = admitted + 1, waiting = waiting - 1 WHERE limit_id = p_limit;
                CALL tenant_queue_move(v_tenant, v_queue, 'waiting', 'ready', 1, r.claim_key);
                SET v_room = v_room - 1;
            END IF;
        END IF;
    END FOR;
    COMMIT;
END//
