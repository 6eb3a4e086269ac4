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
        ON DUPLICATE KEY UPDATE seen_at = NOW(6);
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
-- still its own; a job that is missing in the answer is lost and its work must end.
-- account: worker
-- transaction: none
-- returns: many
--   job BIGINT
-- example: CALL lease_renew(@worker, CONCAT('[[', @job, ',', @fence, ']]'))
CREATE OR REPLACE PROCEDURE lease_renew(IN p_worker BIGINT UNSIGNED, IN p_leases JSON)
MODIFIES SQL DATA
BEGIN
    UPDATE worker SET seen_at = NOW(6) WHERE worker_id = p_worker;
    UPDATE JSON_TABLE(p_leases, '$[*]' COLUMNS (
            job BIGINT UNSIGNED PATH '$[0]', fence INT UNSIGNED PATH '$[1]')) x
        STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
        JOIN queue q ON q.queue_id = l.queue_id
        SET l.due = NOW(6) + INTERVAL q.lease_s SECOND
        WHERE l.state = 'running' AND l.worker_id = p_worker AND l.fence = x.fence;
    SELECT CAST(l.job_id AS SIGNED) AS job
        FROM JSON_TABLE(p_leases, '$[*]' COLUMNS (
            job BIGINT UNSIGNED PATH '$[0]', fence INT UNSIGNED PATH '$[1]')) x
        STRAIGHT_JOIN job_live l FORCE INDEX (PRIMARY) ON l.job_id = x.job
        WHERE l.state = 'running' AND l.worker_id = p_worker AND l.fence = x.fence;
END//

-- lease_rescue: frees one job of a queue whose lease has run out; its worker is taken for crashed. A job that has lost
-- its worker too often is parked as dead. outcome is 'ready', 'dead', or no row where no lease has run out.
-- account: worker
-- transaction: own
-- returns: many
--   job BIGINT
--   outcome VARCHAR
-- example: CALL lease_rescue('preprocessing')
CREATE OR REPLACE PROCEDURE lease_rescue(IN p_queue VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue, v_crashes, v_max SMALLINT UNSIGNED;
    DECLARE v_job BIGINT UNSIGNED;
    DECLARE v_tenant INT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SELECT queue_id, max_crashes INTO v_queue, v_max FROM queue WHERE name = p_queue;
    START TRANSACTION;
    SELECT job_id, tenant_id, crashes + 1 INTO v_job, v_tenant, v_crashes FROM job_live FORCE INDEX (due)
        WHERE queue_id = v_queue AND state = 'running' AND due < NOW(6)
        ORDER BY due, job_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF v_job IS NOT NULL THEN
        UPDATE job_live SET crashes = v_crashes WHERE job_id = v_job;
        IF v_crashes >= v_max THEN
            CALL job_give_up(v_tenant, v_job, 'dead', 'worker_crashed',
                'Reading this document ended its worker several times; it may be damaged. Send another copy.');
        ELSE
            UPDATE job_live SET state = 'ready', worker_id = NULL, due = NOW(6) WHERE job_id = v_job;
            CALL queue_depth_add(v_tenant, v_queue, 0, 1, -1, 0, 0, 0);
        END IF;
    END IF;
    COMMIT;
    SELECT CAST(v_job AS SIGNED) AS job, IF(v_crashes >= v_max, 'dead', 'ready') AS outcome
        FROM DUAL WHERE v_job IS NOT NULL;
END//

-- job_promote: makes one delayed job of a queue ready whose time has come; no row where there is none.
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
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_priority TINYINT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SELECT queue_id INTO v_queue FROM queue WHERE name = p_queue;
    START TRANSACTION;
    SELECT job_id, tenant_id INTO v_job, v_tenant FROM job_live FORCE INDEX (due)
        WHERE queue_id = v_queue AND state = 'scheduled' AND due <= NOW(6)
        ORDER BY due, job_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF v_job IS NOT NULL THEN
        SELECT priority INTO v_priority FROM job WHERE tenant_id = v_tenant AND job_id = v_job;
        UPDATE job_live SET state = 'ready', claim_key = job_claim_key(v_priority), due = NOW(6)
            WHERE job_id = v_job;
        CALL queue_depth_add(v_tenant, v_queue, -1, 1, 0, 0, 0, 0);
    END IF;
    COMMIT;
    SELECT CAST(v_job AS SIGNED) AS job FROM DUAL WHERE v_job IS NOT NULL;
END//

-- sweep: forgets workers that have not been heard of for ten minutes; one that was only held up makes itself known again.
-- account: worker
-- transaction: none
-- returns: none
-- example: CALL sweep()
CREATE OR REPLACE PROCEDURE sweep()
MODIFIES SQL DATA
BEGIN
    DELETE FROM worker WHERE seen_at < NOW(6) - INTERVAL 10 MINUTE ORDER BY worker_id LIMIT 100;
END//
