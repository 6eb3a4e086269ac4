DELIMITER //

-- What an operator does with queues: docket queue, a crontab, or by hand with the mariadb client.

-- queue_of: the number of a queue. Errors: 45404 queue_unknown.
-- account: internal
CREATE OR REPLACE FUNCTION queue_of(p_queue VARCHAR(30)) RETURNS SMALLINT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT (SELECT queue_id FROM queue WHERE name = p_queue);
    IF v_queue IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'queue_unknown'; END IF;
    RETURN v_queue;
END//

-- tenant_of: the number of a tenant. Errors: 45404 tenant_unknown.
-- account: internal
CREATE OR REPLACE FUNCTION tenant_of(p_tenant_slug VARCHAR(63)) RETURNS INT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT (SELECT tenant_id FROM tenant WHERE slug = p_tenant_slug);
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown'; END IF;
    RETURN v_tenant;
END//

-- job_owner: the tenant of a job, whose row is then locked: the live one, or else the job's.
-- Errors: 45404 job_unknown.
-- account: internal
CREATE OR REPLACE FUNCTION job_owner(p_job BIGINT UNSIGNED) RETURNS INT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_tenant = NULL;
    SELECT tenant_id INTO v_tenant FROM job_live WHERE job_id = p_job FOR UPDATE;
    IF v_tenant IS NULL THEN
        SELECT j.tenant_id INTO v_tenant FROM tenant t STRAIGHT_JOIN job j FORCE INDEX (PRIMARY)
            ON j.tenant_id = t.tenant_id AND j.job_id = p_job;
    END IF;
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'job_unknown'; END IF;
    RETURN v_tenant;
END//

-- tenant_queue_audited: what people decide of a tenant in a queue; the other columns change with every job.
-- account: internal
CREATE OR REPLACE FUNCTION tenant_queue_audited(p_tenant INT UNSIGNED, p_queue SMALLINT UNSIGNED) RETURNS JSON
READS SQL DATA
RETURN (SELECT JSON_OBJECT('weight', weight, 'window', share_max, 'paused', paused) FROM tenant_queue
    WHERE queue_id = p_queue AND tenant_id = p_tenant)//

-- job_limit_audited: what people decide of a limit key.
-- account: internal
CREATE OR REPLACE FUNCTION job_limit_audited(p_tenant INT UNSIGNED, p_queue SMALLINT UNSIGNED, p_name VARCHAR(100))
RETURNS JSON
READS SQL DATA
RETURN (SELECT JSON_OBJECT('max_running', max_running, 'rate_count', rate_count, 'rate_period_s', rate_period_s)
    FROM job_limit WHERE tenant_id = p_tenant AND queue_id = p_queue AND name = p_name)//

-- queue_pause: has nothing more claimed, from a queue (p_tenant_slug NULL), of a tenant (p_queue NULL), or of a tenant in a
-- queue. Jobs under way go on; new ones wait. It lasts over restarts. Errors: 45404 queue_unknown, tenant_unknown; 45409
-- tenant_closed; 45422 queue_or_tenant_missing.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: queue, tenant_slug
-- example: CALL queue_pause('ocr', NULL, TRUE)
CREATE OR REPLACE PROCEDURE queue_pause(
    IN p_queue VARCHAR(30), IN p_tenant_slug VARCHAR(63), IN p_paused BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_queue IS NULL AND p_tenant_slug IS NULL THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'queue_or_tenant_missing';
    END IF;
    IF p_queue IS NOT NULL THEN SET v_queue = queue_of(p_queue); END IF;
    IF p_tenant_slug IS NOT NULL THEN SET v_tenant = tenant_of(p_tenant_slug); END IF;
    START TRANSACTION;
    IF v_tenant IS NULL THEN
        UPDATE queue SET paused_at = IF(p_paused, COALESCE(paused_at, UTC_TIMESTAMP(6)), NULL) WHERE queue_id = v_queue;
    ELSEIF v_queue IS NULL THEN
        CALL tenant_pause_set(v_tenant, p_paused, FALSE);
    ELSE
        CALL tenant_queue_open(v_tenant, v_queue);
        SET v_before = tenant_queue_audited(v_tenant, v_queue);
        UPDATE tenant_queue SET paused = p_paused, pass = GREATEST(pass, COALESCE(
                (SELECT c.pass FROM queue_clock c WHERE c.queue_id = v_queue), 0))
            WHERE queue_id = v_queue AND tenant_id = v_tenant;
        CALL audit_add(v_tenant, 'tenant_queue.change', p_queue, v_before, tenant_queue_audited(v_tenant, v_queue));
    END IF;
    COMMIT;
    IF v_tenant IS NOT NULL AND p_paused THEN CALL tenant_suspend(v_tenant); END IF;
END//

-- tenant_pause_set: pauses a tenant in all queues, or ends that; p_closing: as it is closed, or opened again, which ends no
-- pause that an operator made. Errors: 45409 tenant_closed.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_pause_set(IN p_tenant INT UNSIGNED, IN p_paused BOOLEAN, IN p_closing BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_is_paused BOOLEAN DEFAULT FALSE;
    IF p_paused THEN
        INSERT INTO tenant_pause (tenant_id, for_closing) VALUES (p_tenant, p_closing)
            ON DUPLICATE KEY UPDATE for_closing = for_closing AND p_closing;
    ELSEIF p_closing THEN
        DELETE FROM tenant_pause WHERE tenant_id = p_tenant AND for_closing;
    ELSEIF EXISTS (SELECT 1 FROM tenant WHERE tenant_id = p_tenant AND NOT active) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'tenant_closed';
    ELSE
        DELETE FROM tenant_pause WHERE tenant_id = p_tenant;
    END IF;
    SELECT EXISTS (SELECT 1 FROM tenant_pause WHERE tenant_id = p_tenant) INTO v_is_paused;
    -- Who was away has no credit for it.
    UPDATE tenant_queue SET tenant_paused = v_is_paused, pass = GREATEST(pass, COALESCE(
            (SELECT c.pass FROM queue_clock c WHERE c.queue_id = tenant_queue.queue_id), 0))
        WHERE tenant_id = p_tenant;
END//

-- tenant_suspend: takes the places back that a paused tenant's ready jobs hold of their limit keys.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_suspend(IN p_tenant INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    FOR r IN (SELECT queue_id FROM tenant_queue
            WHERE tenant_id = p_tenant AND ready > 0 AND (paused OR tenant_paused) ORDER BY queue_id) DO
        CALL job_limit_suspend(p_tenant, r.queue_id);
    END FOR;
END//

-- queue_share: a tenant's weight beside the others and its window (jobs that run at once) in a queue; NULL leaves one as it
-- is, a window of 0 is what the queue and the package have. Errors: 45404 queue_unknown, tenant_unknown; 45422 share_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: weight, window
-- example: CALL queue_share('ocr', 'example', 300, NULL)
CREATE OR REPLACE PROCEDURE queue_share(
    IN p_queue VARCHAR(30), IN p_tenant_slug VARCHAR(63), IN p_weight SMALLINT UNSIGNED, IN p_window SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE v_tenant INT UNSIGNED DEFAULT tenant_of(p_tenant_slug);
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF COALESCE(p_weight, 1) NOT BETWEEN 1 AND 10000 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'share_invalid';
    END IF;
    START TRANSACTION;
    CALL tenant_queue_open(v_tenant, v_queue);
    SET v_before = tenant_queue_audited(v_tenant, v_queue);
    UPDATE tenant_queue SET weight = COALESCE(p_weight, weight),
            share_max = IF(p_window IS NULL, share_max, NULLIF(p_window, 0)),
            pass = GREATEST(pass, COALESCE((SELECT c.pass FROM queue_clock c WHERE c.queue_id = v_queue), 0))
        WHERE queue_id = v_queue AND tenant_id = v_tenant;
    CALL tenant_queue_fit(v_tenant, v_queue);
    CALL audit_add(v_tenant, 'tenant_queue.change', p_queue, v_before, tenant_queue_audited(v_tenant, v_queue));
    COMMIT;
END//

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

-- job_create: a job of its own, for no document. p_delay_s NULL: at once. p_unique: where a job of that key has not ended,
-- that one is given and is_new is false. Errors: 45404 tenant_unknown, queue_unknown; 45422 priority_invalid.
-- account: admin
-- transaction: own
-- returns: one
--   job BIGINT
--   is_new BOOLEAN
-- nullable: payload, delay_s, unique, limit
-- example: CALL job_create('example', 'maintenance', 'probe', '{}', 5, NULL, NULL, NULL)
CREATE OR REPLACE PROCEDURE job_create(
    IN p_tenant_slug VARCHAR(63), IN p_queue VARCHAR(30), IN p_kind VARCHAR(30), IN p_payload JSON,
    IN p_priority TINYINT UNSIGNED, IN p_delay_s INT UNSIGNED, IN p_unique VARCHAR(150), IN p_limit VARCHAR(100))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT tenant_of(p_tenant_slug);
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE v_job BIGINT UNSIGNED;
    DECLARE v_new BOOLEAN;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_priority NOT BETWEEN 1 AND 10 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'priority_invalid'; END IF;
    START TRANSACTION;
    CALL job_add(v_tenant, v_queue, p_kind, NULL, NULL, NULL, NULL, NULL, p_payload, p_priority,
        UTC_TIMESTAMP(6) + INTERVAL p_delay_s SECOND, p_unique, p_limit, 0, NULL, v_job, v_new);
    IF v_new THEN
        CALL audit_add(v_tenant, 'job.create', v_job, NULL, JSON_OBJECT('queue', p_queue, 'kind', p_kind));
    END IF;
    COMMIT;
    SELECT CAST(v_job AS SIGNED) AS job, v_new AS is_new;
END//

-- job_create_many: p_count jobs alike, in one transaction, such as to measure a queue with. At most 100,000.
-- Errors: 45404 tenant_unknown, queue_unknown; 45422 count_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: payload
-- example: CALL job_create_many('example', 'maintenance', 'probe', '{}', 5, 10)
CREATE OR REPLACE PROCEDURE job_create_many(
    IN p_tenant_slug VARCHAR(63), IN p_queue VARCHAR(30), IN p_kind VARCHAR(30), IN p_payload JSON,
    IN p_priority TINYINT UNSIGNED, IN p_count INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT tenant_of(p_tenant_slug);
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE v_key BIGINT UNSIGNED DEFAULT job_claim_key(p_priority);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_count NOT BETWEEN 1 AND 100000 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'count_invalid'; END IF;
    CREATE OR REPLACE TEMPORARY TABLE job_batch (job_id BIGINT UNSIGNED NOT NULL PRIMARY KEY) ENGINE = MEMORY;
    START TRANSACTION;
    INSERT INTO job_batch SELECT NEXTVAL(job_number) FROM seq_1_to_100000 WHERE seq <= p_count;
    INSERT INTO job (tenant_id, job_id, queue_id, kind, payload, priority)
        SELECT v_tenant, job_id, v_queue, p_kind, p_payload, p_priority FROM job_batch;
    -- A microsecond apart: claims pass over all keys below the last one taken.
    INSERT INTO job_live (job_id, tenant_id, queue_id, of_document, state, claim_key, due)
        SELECT job_id, v_tenant, v_queue, FALSE, 'ready', v_key + ROW_NUMBER() OVER (ORDER BY job_id) - 1, UTC_TIMESTAMP(6)
        FROM job_batch;
    CALL audit_add(v_tenant, 'job.create', '', NULL,
        JSON_OBJECT('queue', p_queue, 'kind', p_kind, 'jobs', CAST(p_count AS SIGNED)));
    CALL tenant_queue_move(v_tenant, v_queue, NULL, 'ready', p_count, v_key);
    COMMIT;
    DROP TEMPORARY TABLE job_batch;
END//
