DELIMITER //

-- job_limit_audited: what people decide of a limit key.
-- account: internal
CREATE OR REPLACE FUNCTION job_limit_audited(p_tenant INT UNSIGNED, p_queue SMALLINT UNSIGNED, p_name VARCHAR(100))
RETURNS JSON
READS SQL DATA
RETURN (SELECT JSON_OBJECT('max_running', max_running, 'rate_count', rate_count, 'rate_period_s', rate_period_s)
    FROM job_limit WHERE tenant_id = p_tenant AND queue_id = p_queue AND name = p_name)//

-- queue_limit: what a limit key of a queue may: jobs under way at once, jobs begun in a period; NULL: as the queue says.
-- p_tenant_slug NULL: one key shared by all tenants, such as a provider's. Jobs that are made later mind it.
-- Errors: 45404 queue_unknown, tenant_unknown; 45422 limit_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: tenant_slug, max_running, rate_count, rate_period_s
-- example: CALL queue_limit('llm', NULL, 'openai', 4, 60, 60)
CREATE OR REPLACE PROCEDURE queue_limit(
    IN p_queue VARCHAR(30), IN p_tenant_slug VARCHAR(63), IN p_name VARCHAR(100), IN p_max_running SMALLINT UNSIGNED,
    IN p_rate_count SMALLINT UNSIGNED, IN p_rate_period_s INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE v_tenant INT UNSIGNED DEFAULT 0;
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR 4025 BEGIN ROLLBACK; SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'limit_invalid'; END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_tenant_slug IS NOT NULL THEN SET v_tenant = tenant_of(p_tenant_slug); END IF;
    START TRANSACTION;
    SET v_before = job_limit_audited(v_tenant, v_queue, p_name);
    INSERT INTO job_limit (tenant_id, queue_id, name, max_running, rate_count, rate_period_s)
        VALUES (v_tenant, v_queue, p_name, p_max_running, p_rate_count, p_rate_period_s)
        ON DUPLICATE KEY UPDATE max_running = p_max_running, rate_count = p_rate_count,
            rate_period_s = p_rate_period_s;
    CALL audit_add(NULLIF(v_tenant, 0), 'job_limit.change', CONCAT_WS(' ', p_queue, p_name), v_before,
        job_limit_audited(v_tenant, v_queue, p_name));
    COMMIT;
END//

-- queue_set: changes one setting of a queue's policy: max_attempts, max_crashes, retry_delay_s, retry_delay_max_s,
-- retry_delays_s (a JSON array, or empty for doubling), retry_jitter, time_limit_s, lease_s, tenant_window (which becomes
-- every tenant's), key_max_running, key_rate (count/seconds), step_key, keep_finished_s, keep_history_s.
-- Errors: 45404 queue_unknown, setting_unknown; 45422 setting_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- example: CALL queue_set('ocr', 'max_attempts', '5')
CREATE OR REPLACE PROCEDURE queue_set(IN p_queue VARCHAR(30), IN p_setting VARCHAR(30), IN p_value VARCHAR(200))
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE v_value VARCHAR(200) DEFAULT NULLIF(TRIM(p_value), '');
    DECLARE EXIT HANDLER FOR 1048, 1264, 1265, 1292, 1366, 4025
        BEGIN ROLLBACK; SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'setting_invalid'; END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    CASE p_setting
        WHEN 'max_attempts' THEN UPDATE queue SET max_attempts = v_value WHERE queue_id = v_queue;
        WHEN 'max_crashes' THEN UPDATE queue SET max_crashes = v_value WHERE queue_id = v_queue;
        WHEN 'retry_delay_s' THEN UPDATE queue SET retry_delay_s = v_value WHERE queue_id = v_queue;
        WHEN 'retry_delay_max_s' THEN UPDATE queue SET retry_delay_max_s = v_value WHERE queue_id = v_queue;
        WHEN 'retry_delays_s' THEN
            -- A delay that is no number would have each failure of a job fail itself.
            IF NOT JSON_VALID(v_value) OR JSON_TYPE(v_value) <> 'ARRAY' OR JSON_LENGTH(v_value) > 100
                OR EXISTS (SELECT 1 FROM JSON_TABLE(v_value, '$[*]' COLUMNS (delay VARCHAR(30) PATH '$')) x
                    WHERE COALESCE(x.delay, '') NOT REGEXP '^[0-9]{1,7}$') THEN
                SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'setting_invalid';
            END IF;
            UPDATE queue SET retry_delays_s = v_value WHERE queue_id = v_queue;
        WHEN 'retry_jitter' THEN UPDATE queue SET retry_jitter = v_value WHERE queue_id = v_queue;
        WHEN 'time_limit_s' THEN UPDATE queue SET time_limit_s = v_value WHERE queue_id = v_queue;
        WHEN 'lease_s' THEN UPDATE queue SET lease_s = v_value WHERE queue_id = v_queue;
        WHEN 'tenant_window' THEN
            UPDATE queue SET tenant_window = v_value WHERE queue_id = v_queue;
            CALL tenant_queue_fit(NULL, v_queue);
        WHEN 'key_max_running' THEN UPDATE queue SET key_max_running = v_value WHERE queue_id = v_queue;
        WHEN 'key_rate' THEN
            IF v_value IS NOT NULL AND v_value NOT REGEXP '^[0-9]+/[0-9]+$' THEN
                SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'setting_invalid';
            END IF;
            UPDATE queue SET key_rate_count = SUBSTRING_INDEX(v_value, '/', 1),
                key_rate_period_s = SUBSTRING_INDEX(v_value, '/', -1) WHERE queue_id = v_queue;
        WHEN 'step_key' THEN UPDATE queue SET step_key = v_value WHERE queue_id = v_queue;
        WHEN 'keep_finished_s' THEN UPDATE queue SET keep_finished_s = v_value WHERE queue_id = v_queue;
        WHEN 'keep_history_s' THEN UPDATE queue SET keep_history_s = v_value WHERE queue_id = v_queue;
        ELSE SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'setting_unknown';
    END CASE;
    COMMIT;
END//
