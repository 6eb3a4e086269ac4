DELIMITER //

-- job_retire: moves finished jobs of a queue to job_history that are older than its policy keeps them, and forgets those
-- that have been there long enough; at most p_count of each, in a short transaction. Gives how many.
-- account: worker
-- transaction: own
-- returns: one
--   retired INT
--   forgotten INT
-- example: CALL job_retire('preprocessing', 500)
CREATE OR REPLACE PROCEDURE job_retire(IN p_queue VARCHAR(30), IN p_count SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_finished, v_history DATETIME(6);
    DECLARE v_jobs MEDIUMTEXT;
    DECLARE v_retired, v_forgotten INT DEFAULT 0;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SELECT queue_id, UTC_TIMESTAMP(6) - INTERVAL keep_finished_s SECOND, UTC_TIMESTAMP(6) - INTERVAL keep_history_s SECOND
        INTO v_queue, v_finished, v_history FROM queue WHERE name = p_queue;
    START TRANSACTION;
    SET v_jobs = (SELECT JSON_ARRAYAGG(JSON_ARRAY(tenant_id, job_id)) FROM (
        SELECT tenant_id, job_id FROM job FORCE INDEX (finished)
            WHERE queue_id = v_queue AND outcome IN ('done', 'failed', 'dead', 'cancelled') AND finished_at < v_finished
            LIMIT p_count FOR UPDATE SKIP LOCKED) x);
    IF v_jobs IS NOT NULL THEN
        INSERT INTO job_history (tenant_id, job_id, queue_id, kind, subject_kind, subject_id, label, created_at,
                finished_at, outcome, failures, crashes, error_code, error_detail)
            SELECT j.tenant_id, j.job_id, j.queue_id, j.kind, j.subject_kind, j.subject_id, j.label, j.created_at, j.finished_at,
                j.outcome, j.failures, j.crashes, j.error_code, j.error_detail
            FROM JSON_TABLE(v_jobs, '$[*]' COLUMNS (
                tenant INT UNSIGNED PATH '$[0]', job BIGINT UNSIGNED PATH '$[1]')) x
            STRAIGHT_JOIN job j FORCE INDEX (PRIMARY) ON j.tenant_id = x.tenant AND j.job_id = x.job;
        SET v_retired = ROW_COUNT();
        DELETE j FROM JSON_TABLE(v_jobs, '$[*]' COLUMNS (
                tenant INT UNSIGNED PATH '$[0]', job BIGINT UNSIGNED PATH '$[1]')) x
            STRAIGHT_JOIN job j FORCE INDEX (PRIMARY) ON j.tenant_id = x.tenant AND j.job_id = x.job;
    END IF;
    DELETE FROM job_history WHERE queue_id = v_queue AND finished_at < v_history ORDER BY queue_id, finished_at LIMIT 500;
    SET v_forgotten = ROW_COUNT();
    -- The rates that are shown are of the last minutes.
    DELETE FROM queue_minute WHERE queue_id = v_queue AND minute < UTC_TIMESTAMP() - INTERVAL 1 DAY
        ORDER BY queue_id, minute LIMIT 500;
    COMMIT;
    SELECT v_retired AS retired, v_forgotten AS forgotten;
END//
