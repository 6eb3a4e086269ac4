DELIMITER //

-- queue_depth_add: keeps the counters; each change of a job's state calls it in the same transaction. The unsigned
-- columns refuse to go below zero, so a lost count shows itself.
-- account: internal
CREATE OR REPLACE PROCEDURE queue_depth_add(
    IN p_tenant INT UNSIGNED, IN p_queue SMALLINT UNSIGNED,
    IN p_scheduled INT, IN p_ready INT, IN p_running INT, IN p_done INT, IN p_failed INT, IN p_dead INT)
MODIFIES SQL DATA
BEGIN
    UPDATE queue_depth
        SET scheduled = scheduled + p_scheduled, ready = ready + p_ready, running = running + p_running,
            done = done + p_done, failed = failed + p_failed, dead = dead + p_dead
        WHERE queue_id = p_queue AND tenant_id = p_tenant;
    IF ROW_COUNT() = 0 THEN
        INSERT INTO queue_depth (queue_id, tenant_id, ready) VALUES (p_queue, p_tenant, p_ready)
            ON DUPLICATE KEY UPDATE ready = ready + p_ready;
    END IF;
END//

-- queue_status: the depths of a tenant's queues, from counters.
-- account: app
-- transaction: none
-- returns: many
--   queue VARCHAR
--   scheduled INT
--   ready INT
--   running INT
--   done INT
--   failed INT
--   dead INT
-- example: CALL queue_status(@key)
CREATE OR REPLACE PROCEDURE queue_status(IN p_key BINARY(32))
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    SELECT q.name AS queue, CAST(COALESCE(d.scheduled, 0) AS SIGNED) AS scheduled,
            CAST(COALESCE(d.ready, 0) AS SIGNED) AS ready, CAST(COALESCE(d.running, 0) AS SIGNED) AS running,
            CAST(COALESCE(d.done, 0) AS SIGNED) AS done, CAST(COALESCE(d.failed, 0) AS SIGNED) AS failed,
            CAST(COALESCE(d.dead, 0) AS SIGNED) AS dead
        FROM queue q LEFT JOIN queue_depth d ON d.queue_id = q.queue_id AND d.tenant_id = v_tenant
        ORDER BY q.queue_id;
END//

-- service_health: whether the database answers and has the routines; tells nothing of any tenant.
-- account: app
-- transaction: none
-- returns: one
--   schema_version INT
-- example: CALL service_health()
CREATE OR REPLACE PROCEDURE service_health()
READS SQL DATA
BEGIN
    SELECT CAST(COALESCE(MAX(version), 0) AS SIGNED) AS schema_version FROM schema_migration WHERE state = 'done';
END//

-- schema_version: the newest migration that is done, and how many statements were begun and never ended.
-- account: admin
-- transaction: none
-- returns: one
--   version INT
--   unfinished INT
-- example: CALL schema_version()
CREATE OR REPLACE PROCEDURE schema_version()
READS SQL DATA
BEGIN
    SELECT CAST(COALESCE(MAX(IF(state = 'done', version, 0)), 0) AS SIGNED) AS version,
            CAST(COUNT(IF(state = 'running', 1, NULL)) AS SIGNED) AS unfinished
        FROM schema_migration;
END//

-- account_rights: the server's version, and what the calling account may do beyond calling its routines: a wider grant
-- would let it past them. Runs with the rights of who calls it, or it would tell of the owner.
-- account: admin
-- transaction: none
-- returns: one
--   server_version VARCHAR
--   excess VARCHAR?
-- example: CALL account_rights()
CREATE OR REPLACE PROCEDURE account_rights()
READS SQL DATA
SQL SECURITY INVOKER
BEGIN
    DECLARE v_grantee VARCHAR(400) DEFAULT CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''',
        SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''');
    SELECT VERSION() AS server_version, GROUP_CONCAT(DISTINCT privilege ORDER BY privilege SEPARATOR ', ') AS excess
        FROM (
            SELECT PRIVILEGE_TYPE AS privilege FROM information_schema.USER_PRIVILEGES
                WHERE GRANTEE = v_grantee AND PRIVILEGE_TYPE <> 'USAGE'
            UNION ALL
            SELECT PRIVILEGE_TYPE FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE = v_grantee
            UNION ALL
            SELECT PRIVILEGE_TYPE FROM information_schema.TABLE_PRIVILEGES WHERE GRANTEE = v_grantee
        ) rights;
END//

-- worker_list: the workers, and when each was last heard of.
-- account: admin
-- transaction: none
-- returns: many
--   host VARCHAR
--   pid INT
--   queues VARCHAR
--   started_at DATETIME
--   seconds_since_seen INT
-- example: CALL worker_list()
CREATE OR REPLACE PROCEDURE worker_list()
READS SQL DATA
BEGIN
    SELECT host, CAST(pid AS SIGNED) AS pid, queues, started_at,
            TIMESTAMPDIFF(SECOND, seen_at, NOW(6)) AS seconds_since_seen
        FROM worker ORDER BY started_at;
END//

-- queue_list: all queues with their policies and depths over all tenants, from counters.
-- account: admin
-- transaction: none
-- returns: many
--   queue VARCHAR
--   max_attempts INT
--   retry_delay_s INT
--   time_limit_s INT
--   lease_s INT
--   scheduled INT
--   ready INT
--   running INT
--   done INT
--   failed INT
--   dead INT
-- example: CALL queue_list()
CREATE OR REPLACE PROCEDURE queue_list()
READS SQL DATA
BEGIN
    SELECT q.name AS queue, CAST(q.max_attempts AS SIGNED) AS max_attempts,
            CAST(q.retry_delay_s AS SIGNED) AS retry_delay_s, CAST(q.time_limit_s AS SIGNED) AS time_limit_s,
            CAST(q.lease_s AS SIGNED) AS lease_s,
            CAST(COALESCE(SUM(d.scheduled), 0) AS SIGNED) AS scheduled,
            CAST(COALESCE(SUM(d.ready), 0) AS SIGNED) AS ready,
            CAST(COALESCE(SUM(d.running), 0) AS SIGNED) AS running,
            CAST(COALESCE(SUM(d.done), 0) AS SIGNED) AS done,
            CAST(COALESCE(SUM(d.failed), 0) AS SIGNED) AS failed,
            CAST(COALESCE(SUM(d.dead), 0) AS SIGNED) AS dead
        FROM queue q LEFT JOIN queue_depth d ON d.queue_id = q.queue_id
        GROUP BY q.queue_id ORDER BY q.queue_id;
END//
