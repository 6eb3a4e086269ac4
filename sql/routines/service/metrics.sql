DELIMITER //

-- worker_report: adds up what a worker measured since its last report. p_histograms: [[queue, 'wait' | 'duration', up_to,
-- observations, seconds], …]; p_finished: [[queue, minute since 1970, jobs], …]; p_losses: pages at
-- which the line reader was lost.
-- account: worker
-- transaction: own
-- returns: none
-- example: CALL worker_report(@worker, '[["ocr", "wait", 0.5, 3, 0.7]]', '[["ocr", 29000000, 3]]', 2)
CREATE OR REPLACE PROCEDURE worker_report(IN p_worker BIGINT UNSIGNED, IN p_histograms JSON, IN p_finished JSON,
    IN p_losses INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    INSERT INTO queue_histogram (queue_id, metric, up_to, observations, seconds)
        SELECT q.queue_id, x.metric, x.up_to, x.observations, x.seconds
        FROM JSON_TABLE(p_histograms, '$[*]' COLUMNS (queue VARCHAR(30) PATH '$[0]', metric VARCHAR(10) PATH '$[1]',
            up_to DECIMAL(10, 3) PATH '$[2]', observations BIGINT UNSIGNED PATH '$[3]', seconds DECIMAL(20, 6) PATH '$[4]')) x
        JOIN queue q ON q.name = x.queue
        ORDER BY q.queue_id, x.metric, x.up_to
        ON DUPLICATE KEY UPDATE observations = queue_histogram.observations + x.observations,
            seconds = queue_histogram.seconds + x.seconds;
    INSERT INTO queue_minute (queue_id, minute, finished)
        SELECT q.queue_id, TIMESTAMP'1970-01-01 00:00:00' + INTERVAL x.minute MINUTE, x.jobs
        FROM JSON_TABLE(p_finished, '$[*]' COLUMNS (queue VARCHAR(30) PATH '$[0]', minute BIGINT PATH '$[1]',
            jobs INT PATH '$[2]')) x
        JOIN queue q ON q.name = x.queue
        ORDER BY q.queue_id, x.minute
        ON DUPLICATE KEY UPDATE finished = queue_minute.finished + x.jobs;
    IF p_losses > 0 THEN
        INSERT INTO worker_total (name, total) VALUES ('second_engine_losses', p_losses)
            ON DUPLICATE KEY UPDATE total = total + p_losses;
    END IF;
    COMMIT;
END//

-- metrics_queues: what /metrics tells of the queues, over all tenants.
-- account: app
-- transaction: none
-- returns: many
--   queue VARCHAR
--   scheduled INT
--   waiting INT
--   ready INT
--   running INT
--   failed INT
--   dead INT
--   enqueued_total INT
--   done_total INT
--   retried_total INT
--   given_up_total INT
--   cancelled_total INT
--   crashed_total INT
--   oldest_ready_s DECIMAL
--   longest_running_s DECIMAL
--   last_done_at DATETIME?
-- example: CALL metrics_queues()
CREATE OR REPLACE PROCEDURE metrics_queues()
READS SQL DATA
BEGIN
    SELECT q.name AS queue,
            CAST(COALESCE(SUM(d.scheduled), 0) AS SIGNED) AS scheduled,
            CAST(COALESCE(SUM(d.waiting), 0) AS SIGNED) AS waiting,
            CAST(COALESCE(SUM(d.ready), 0) AS SIGNED) AS ready,
            CAST(COALESCE(SUM(d.running), 0) AS SIGNED) AS running,
            CAST(COALESCE(SUM(d.failed), 0) AS SIGNED) AS failed,
            CAST(COALESCE(SUM(d.dead), 0) AS SIGNED) AS dead,
            CAST(COALESCE(SUM(d.scheduled + d.waiting + d.ready + d.running + d.done + d.failed + d.dead + d.cancelled
                + d.requeued), 0) AS SIGNED) AS enqueued_total,
            CAST(COALESCE(SUM(d.done), 0) AS SIGNED) AS done_total,
            CAST(COALESCE(SUM(d.retried), 0) AS SIGNED) AS retried_total,
            CAST(COALESCE(SUM(d.failed + d.dead + d.requeued - d.requeued_cancelled), 0) AS SIGNED) AS given_up_total,
            CAST(COALESCE(SUM(d.cancelled + d.requeued_cancelled), 0) AS SIGNED) AS cancelled_total,
            CAST(COALESCE(SUM(d.crashed), 0) AS SIGNED) AS crashed_total,
            COALESCE((SELECT TIMESTAMPDIFF(MICROSECOND, MIN(l.due), UTC_TIMESTAMP(6)) / 1000000 FROM job_live l
                WHERE l.queue_id = q.queue_id AND l.state = 'ready'), 0) AS oldest_ready_s,
            COALESCE((SELECT TIMESTAMPDIFF(MICROSECOND, MIN(l.claimed_at), UTC_TIMESTAMP(6)) / 1000000 FROM job_live l
                WHERE l.queue_id = q.queue_id AND l.state = 'running'), 0) AS longest_running_s,
            (SELECT MAX(j.finished_at) FROM job j WHERE j.queue_id = q.queue_id AND j.outcome = 'done') AS last_done_at
        FROM queue q LEFT JOIN tenant_queue d ON d.queue_id = q.queue_id
        GROUP BY q.queue_id ORDER BY q.queue_id;
END//

-- metrics_histograms: how long jobs waited and were worked on, in buckets that are not yet added up.
-- account: app
-- transaction: none
-- returns: many
--   queue VARCHAR
--   metric VARCHAR
--   up_to DECIMAL
--   observations INT
--   seconds DECIMAL
-- example: CALL metrics_histograms()
CREATE OR REPLACE PROCEDURE metrics_histograms()
READS SQL DATA
BEGIN
    SELECT q.name AS queue, h.metric, h.up_to, CAST(h.observations AS SIGNED) AS observations, h.seconds
        FROM queue_histogram h JOIN queue q ON q.queue_id = h.queue_id
        ORDER BY q.queue_id, h.metric, h.up_to;
END//

-- metrics_workers: workers heard of in the last two minutes, the jobs that run in them, and what all workers counted.
-- account: app
-- transaction: none
-- returns: one
--   workers INT
--   busy INT
--   second_engine_losses INT
-- example: CALL metrics_workers()
CREATE OR REPLACE PROCEDURE metrics_workers()
READS SQL DATA
BEGIN
    SELECT CAST((SELECT COUNT(*) FROM worker WHERE seen_at > UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE) AS SIGNED) AS workers,
        CAST(COALESCE((SELECT SUM(running) FROM tenant_queue), 0) AS SIGNED) AS busy,
        CAST(COALESCE((SELECT total FROM worker_total WHERE name = 'second_engine_losses'), 0) AS SIGNED)
            AS second_engine_losses;
END//
