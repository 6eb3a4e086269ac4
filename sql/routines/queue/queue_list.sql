DELIMITER //

-- queue_list: all queues with their policies, depths over all tenants (from counters), the seconds that the first ready job
-- has been waiting and the longest-running one runs, and the jobs that ended in the last five whole minutes.
-- account: admin
-- transaction: none
-- returns: many
--   queue VARCHAR
--   max_attempts INT
--   retry_delay_s INT
--   time_limit_s INT
--   lease_s INT
--   tenant_window INT
--   paused BOOLEAN
--   scheduled INT
--   waiting INT
--   ready INT
--   running INT
--   done INT
--   failed INT
--   dead INT
--   cancelled INT
--   oldest_ready_s INT?
--   longest_running_s INT?
--   finished_5min INT
-- example: CALL queue_list()
CREATE OR REPLACE PROCEDURE queue_list()
READS SQL DATA
BEGIN
    SELECT q.name AS queue, CAST(q.max_attempts AS SIGNED) AS max_attempts,
            CAST(q.retry_delay_s AS SIGNED) AS retry_delay_s, CAST(q.time_limit_s AS SIGNED) AS time_limit_s,
            CAST(q.lease_s AS SIGNED) AS lease_s, CAST(q.tenant_window AS SIGNED) AS tenant_window,
            q.paused_at IS NOT NULL AS paused,
            CAST(COALESCE(SUM(d.scheduled), 0) AS SIGNED) AS scheduled,
            CAST(COALESCE(SUM(d.waiting), 0) AS SIGNED) AS waiting,
            CAST(COALESCE(SUM(d.ready), 0) AS SIGNED) AS ready,
            CAST(COALESCE(SUM(d.running), 0) AS SIGNED) AS running,
            CAST(COALESCE(SUM(d.done), 0) AS SIGNED) AS done,
            CAST(COALESCE(SUM(d.failed), 0) AS SIGNED) AS failed,
            CAST(COALESCE(SUM(d.dead), 0) AS SIGNED) AS dead,
            CAST(COALESCE(SUM(d.cancelled), 0) AS SIGNED) AS cancelled,
            (SELECT TIMESTAMPDIFF(SECOND, MIN(l.due), UTC_TIMESTAMP(6)) FROM job_live l
                WHERE l.queue_id = q.queue_id AND l.state = 'ready') AS oldest_ready_s,
            (SELECT TIMESTAMPDIFF(SECOND, MIN(l.claimed_at), UTC_TIMESTAMP(6)) FROM job_live l
                WHERE l.queue_id = q.queue_id AND l.state = 'running') AS longest_running_s,
            CAST(COALESCE((SELECT SUM(m.finished) FROM queue_minute m WHERE m.queue_id = q.queue_id
                AND m.minute BETWEEN DATE_FORMAT(UTC_TIMESTAMP() - INTERVAL 5 MINUTE, '%Y-%m-%d %H:%i:00')
                    AND DATE_FORMAT(UTC_TIMESTAMP() - INTERVAL 1 MINUTE, '%Y-%m-%d %H:%i:00')), 0) AS SIGNED) AS finished_5min
        FROM queue q LEFT JOIN tenant_queue d ON d.queue_id = q.queue_id
        GROUP BY q.queue_id ORDER BY q.queue_id;
END//

-- queue_tenants: the tenants of a queue that have jobs there, deepest first, with their shares; at most p_count.
-- Errors: 45404 queue_unknown.
-- account: admin
-- transaction: none
-- returns: many
--   tenant_slug VARCHAR
--   scheduled INT
--   waiting INT
--   ready INT
--   running INT
--   weight INT
--   window INT
--   paused BOOLEAN
-- example: CALL queue_tenants('preprocessing', 20)
CREATE OR REPLACE PROCEDURE queue_tenants(IN p_queue VARCHAR(30), IN p_count INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    SELECT t.slug AS tenant_slug, CAST(d.scheduled AS SIGNED) AS scheduled, CAST(d.waiting AS SIGNED) AS waiting,
            CAST(d.ready AS SIGNED) AS ready, CAST(d.running AS SIGNED) AS running, CAST(d.weight AS SIGNED) AS weight,
            CAST(d.running_max AS SIGNED) AS `window`,
            d.paused OR d.tenant_paused AS paused
        FROM tenant_queue d JOIN tenant t ON t.tenant_id = d.tenant_id
        WHERE d.queue_id = v_queue AND (d.scheduled + d.waiting + d.ready + d.running > 0 OR d.paused OR d.tenant_paused)
        ORDER BY d.ready + d.running DESC, t.slug LIMIT p_count;
END//

-- queue_jobs: jobs of a queue in a state, the longest there first; at most p_count. state: 'running', 'ready', 'waiting',
-- 'scheduled', or ended as 'failed', 'dead', 'cancelled'. seconds: running since the claim, or in the state, or until due
-- where scheduled. Errors: 45404 queue_unknown; 45422 state_invalid.
-- account: admin
-- transaction: none
-- returns: many
--   job BIGINT
--   tenant_slug VARCHAR
--   kind VARCHAR
--   subject_kind VARCHAR?
--   subject_id UUID?
--   label VARCHAR?
--   seconds INT
--   failures INT
--   crashes INT
--   host VARCHAR?
--   pid INT?
--   error_code VARCHAR?
-- example: CALL queue_jobs('preprocessing', 'running', 20)
CREATE OR REPLACE PROCEDURE queue_jobs(IN p_queue VARCHAR(30), IN p_state VARCHAR(10), IN p_count INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    IF p_state IN ('scheduled', 'waiting', 'ready', 'running') THEN
        SELECT CAST(l.job_id AS SIGNED) AS job, t.slug AS tenant_slug, j.kind, j.subject_kind, j.subject_id, j.label,
                TIMESTAMPDIFF(SECOND, IF(l.state = 'running', l.claimed_at, l.due), UTC_TIMESTAMP(6)) AS seconds,
                CAST(l.failures AS SIGNED) AS failures, CAST(l.crashes AS SIGNED) AS crashes, w.host,
                CAST(w.pid AS SIGNED) AS pid, j.error_code
            FROM (SELECT * FROM job_live FORCE INDEX (due) WHERE queue_id = v_queue AND state = p_state
                ORDER BY due, job_id LIMIT p_count) l
            JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
            JOIN tenant t ON t.tenant_id = l.tenant_id
            LEFT JOIN worker w ON w.worker_id = l.worker_id
            ORDER BY l.due, l.job_id;
    ELSEIF p_state IN ('failed', 'dead', 'cancelled') THEN
        SELECT CAST(j.job_id AS SIGNED) AS job, t.slug AS tenant_slug, j.kind, j.subject_kind, j.subject_id, j.label, TIMESTAMPDIFF(SECOND, j.finished_at, UTC_TIMESTAMP(6)) AS seconds,
                CAST(j.failures AS SIGNED) AS failures, CAST(j.crashes AS SIGNED) AS crashes, NULL AS host, NULL AS pid,
                j.error_code
            FROM job j FORCE INDEX (finished) JOIN tenant t ON t.tenant_id = j.tenant_id
            WHERE j.queue_id = v_queue AND j.outcome = p_state ORDER BY j.finished_at DESC LIMIT p_count;
    ELSE
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'state_invalid';
    END IF;
END//

-- job_get: where a job stands. state: that of the queue, or how it ended. wait_us: from its making (or from ready, where it
-- was made ready again) to its last claim, in microseconds. Errors: 45404 job_unknown.
-- account: admin
-- transaction: none
-- returns: one
--   job BIGINT
--   tenant_slug VARCHAR
--   queue VARCHAR
--   kind VARCHAR
--   subject_kind VARCHAR?
--   subject_id UUID?
--   label VARCHAR?
--   state VARCHAR
--   priority INT
--   failures INT
--   crashes INT
--   error_code VARCHAR?
--   error_detail VARCHAR?
--   created_at DATETIME
--   due_at DATETIME?
--   claimed_at DATETIME?
--   finished_at DATETIME?
--   wait_us BIGINT?
--   host VARCHAR?
--   pid INT?
-- example: CALL job_get(@job)
CREATE OR REPLACE PROCEDURE job_get(IN p_job BIGINT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT (SELECT j.tenant_id FROM tenant t STRAIGHT_JOIN job j FORCE INDEX (PRIMARY)
        ON j.tenant_id = t.tenant_id AND j.job_id = p_job);
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'job_unknown'; END IF;
    SELECT CAST(j.job_id AS SIGNED) AS job, t.slug AS tenant_slug, q.name AS queue, j.kind, j.subject_kind,
            j.subject_id, j.label, COALESCE(j.outcome, l.state) AS state, CAST(j.priority AS SIGNED) AS priority,
            CAST(COALESCE(l.failures, j.failures) AS SIGNED) AS failures,
            CAST(COALESCE(l.crashes, j.crashes) AS SIGNED) AS crashes, j.error_code, j.error_detail, j.created_at,
            l.due AS due_at, COALESCE(l.claimed_at, j.claimed_at) AS claimed_at, j.finished_at,
            CAST(TIMESTAMPDIFF(MICROSECOND, j.created_at, COALESCE(l.claimed_at, j.claimed_at)) AS SIGNED) AS wait_us,
            w.host, CAST(w.pid AS SIGNED) AS pid
        FROM job j
        JOIN tenant t ON t.tenant_id = j.tenant_id
        JOIN queue q ON q.queue_id = j.queue_id
        LEFT JOIN job_live l ON l.tenant_id = j.tenant_id AND l.job_id = j.job_id
        LEFT JOIN worker w ON w.worker_id = l.worker_id
        WHERE j.tenant_id = v_tenant AND j.job_id = p_job;
END//
