DELIMITER //

-- Recurring jobs. A worker works out when one is next (in UTC), as it knows cron's language; the routine makes the job and
-- moves the date in one transaction, so that each time is served once however many workers look.

-- schedule_set: a recurring job of a tenant, or a change of one. p_cron: minute hour day month weekday, or @hourly, @daily,
-- @weekly, @monthly; in UTC. Errors: 45404 tenant_unknown, queue_unknown.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: payload
-- example: CALL schedule_set('example', 'heartbeat', '*/5 * * * *', 'maintenance', 'probe', '{}', 5)
CREATE OR REPLACE PROCEDURE schedule_set(
    IN p_tenant_slug VARCHAR(63), IN p_name VARCHAR(60), IN p_cron VARCHAR(100), IN p_queue VARCHAR(30),
    IN p_kind VARCHAR(30), IN p_payload JSON, IN p_priority TINYINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT tenant_of(p_tenant_slug);
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    INSERT INTO schedule (tenant_id, name, cron, queue_id, kind, payload, priority)
        VALUES (v_tenant, p_name, p_cron, v_queue, p_kind, p_payload, p_priority)
        ON DUPLICATE KEY UPDATE cron = p_cron, queue_id = v_queue, kind = p_kind, payload = p_payload,
            priority = p_priority, next_at = NULL, error = NULL;
    COMMIT;
END//

-- schedule_remove: ends a recurring job; one that is under way goes on. Errors: 45404 tenant_unknown, schedule_unknown.
-- account: admin
-- transaction: own
-- returns: none
-- example: CALL schedule_remove('example', 'fixture')
CREATE OR REPLACE PROCEDURE schedule_remove(IN p_tenant_slug VARCHAR(63), IN p_name VARCHAR(60))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT tenant_of(p_tenant_slug);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    DELETE FROM schedule WHERE tenant_id = v_tenant AND name = p_name;
    IF ROW_COUNT() = 0 THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'schedule_unknown'; END IF;
    COMMIT;
END//

-- schedule_list: all recurring jobs. error: why one is not run.
-- account: admin
-- transaction: none
-- returns: many
--   tenant_slug VARCHAR
--   name VARCHAR
--   cron VARCHAR
--   queue VARCHAR
--   kind VARCHAR
--   next_at DATETIME?
--   last_at DATETIME?
--   error VARCHAR?
-- example: CALL schedule_list()
CREATE OR REPLACE PROCEDURE schedule_list()
READS SQL DATA
BEGIN
    SELECT t.slug AS tenant_slug, s.name, s.cron, q.name AS queue, s.kind, s.next_at, s.last_at, s.error
        FROM schedule s JOIN tenant t USING (tenant_id) JOIN queue q USING (queue_id) ORDER BY t.slug, s.name;
END//

-- schedule_due: the recurring jobs of a queue whose time has come, or is not worked out yet. schedule tells them apart.
-- account: worker
-- transaction: none
-- returns: many
--   schedule INT
--   cron VARCHAR
--   next_at DATETIME?
-- example: CALL schedule_due('maintenance')
CREATE OR REPLACE PROCEDURE schedule_due(IN p_queue VARCHAR(30))
READS SQL DATA
BEGIN
    SELECT CAST(s.schedule_id AS SIGNED) AS schedule, s.cron, s.next_at
        FROM queue q JOIN schedule s ON s.queue_id = q.queue_id
        WHERE q.name = p_queue AND s.error IS NULL AND (s.next_at IS NULL OR s.next_at <= UTC_TIMESTAMP());
END//

-- schedule_advance: makes the job of a recurring one whose date was p_expected and moves the date to p_next; where another
-- worker has done so, nothing. p_expected NULL: only the date is set. A time that comes while the last job has not ended
-- makes no second one. p_error: it cannot be run, and why.
-- account: worker
-- transaction: own
-- returns: none
-- nullable: expected, next, error
-- example: CALL schedule_advance(@schedule, NULL, '2030-01-01 00:00:00', NULL)
CREATE OR REPLACE PROCEDURE schedule_advance(
    IN p_schedule INT UNSIGNED, IN p_expected DATETIME, IN p_next DATETIME, IN p_error VARCHAR(200))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_name VARCHAR(60);
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_kind VARCHAR(30);
    DECLARE v_payload MEDIUMTEXT;
    DECLARE v_priority TINYINT UNSIGNED;
    DECLARE v_job BIGINT UNSIGNED;
    DECLARE v_new BOOLEAN;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_queue = NULL;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SELECT tenant_id, name, queue_id, kind, payload, priority
        INTO v_tenant, v_name, v_queue, v_kind, v_payload, v_priority FROM schedule
        WHERE schedule_id = p_schedule AND next_at <=> p_expected FOR UPDATE;
    IF v_queue IS NOT NULL THEN
        UPDATE schedule SET next_at = p_next, error = p_error, last_at = COALESCE(p_expected, last_at)
            WHERE schedule_id = p_schedule;
        IF p_expected IS NOT NULL AND p_error IS NULL THEN
            CALL job_add(v_tenant, v_queue, v_kind, NULL, NULL, NULL, NULL, v_payload, v_priority, NULL,
                CONCAT('schedule:', v_name), NULL, FALSE, NULL, v_job, v_new);
        END IF;
    END IF;
    COMMIT;
END//
