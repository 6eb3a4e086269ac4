DELIMITER //

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
-- waiting jobs of limit keys in, numbers events, and tells what else is due, a row for each queue. Reads alone where there is nothing to do.
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
    CALL event_number_pending();
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
