DELIMITER //

-- What the queues and their limit keys may, for people to read; queue_admin.sql changes it.

-- queue_policy: the settings of a queue, as queue_set takes them. Errors: 45404 queue_unknown.
-- account: admin
-- transaction: none
-- returns: one
--   max_attempts INT
--   max_crashes INT
--   retry_delay_s INT
--   retry_delay_max_s INT
--   retry_delays_s VARCHAR?
--   retry_jitter DECIMAL
--   time_limit_s INT
--   lease_s INT
--   tenant_window INT
--   key_max_running INT?
--   key_rate VARCHAR?
--   step_key VARCHAR?
--   keep_finished_s INT
--   keep_history_s INT
--   paused_at DATETIME?
-- example: CALL queue_policy('ocr')
CREATE OR REPLACE PROCEDURE queue_policy(IN p_queue VARCHAR(30))
READS SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    SELECT CAST(max_attempts AS SIGNED) AS max_attempts, CAST(max_crashes AS SIGNED) AS max_crashes,
            CAST(retry_delay_s AS SIGNED) AS retry_delay_s, CAST(retry_delay_max_s AS SIGNED) AS retry_delay_max_s,
            CAST(retry_delays_s AS CHAR) AS retry_delays_s, retry_jitter, CAST(time_limit_s AS SIGNED) AS time_limit_s,
            CAST(lease_s AS SIGNED) AS lease_s, CAST(tenant_window AS SIGNED) AS tenant_window,
            CAST(key_max_running AS SIGNED) AS key_max_running, CONCAT(key_rate_count, '/', key_rate_period_s) AS key_rate,
            step_key, CAST(keep_finished_s AS SIGNED) AS keep_finished_s, CAST(keep_history_s AS SIGNED) AS keep_history_s,
            paused_at
        FROM queue WHERE queue_id = v_queue;
END//

-- queue_limits: the limit keys of a queue that have bounds or jobs, those with the most waiting first; at most p_count.
-- tenant_slug is NULL where all tenants share the key. Errors: 45404 queue_unknown.
-- account: admin
-- transaction: none
-- returns: many
--   name VARCHAR
--   tenant_slug VARCHAR?
--   max_running INT?
--   rate VARCHAR?
--   admitted INT
--   waiting INT
-- example: CALL queue_limits('llm', 20)
CREATE OR REPLACE PROCEDURE queue_limits(IN p_queue VARCHAR(30), IN p_count INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    SELECT l.name, t.slug AS tenant_slug, CAST(l.max_running AS SIGNED) AS max_running,
            CONCAT(l.rate_count, '/', l.rate_period_s) AS rate, CAST(l.admitted AS SIGNED) AS admitted,
            CAST(l.waiting AS SIGNED) AS waiting
        FROM job_limit l LEFT JOIN tenant t ON t.tenant_id = l.tenant_id
        WHERE l.queue_id = v_queue
            AND (l.max_running IS NOT NULL OR l.rate_count IS NOT NULL OR l.admitted > 0 OR l.waiting > 0)
        ORDER BY l.waiting DESC, l.admitted DESC, l.name, t.slug LIMIT p_count;
END//
