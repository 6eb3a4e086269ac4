DELIMITER //

-- queue_status: the depths of a tenant's queues, from counters, how long its first ready job has been waiting and its longest
-- running one runs, in seconds. paused: the queue, or the tenant in it.
-- account: app
-- transaction: none
-- returns: many
--   queue VARCHAR
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
--   paused BOOLEAN
-- example: CALL queue_status(@key)
CREATE OR REPLACE PROCEDURE queue_status(IN p_key BINARY(32))
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    SELECT q.name AS queue, CAST(COALESCE(d.scheduled, 0) AS SIGNED) AS scheduled,
            CAST(COALESCE(d.waiting, 0) AS SIGNED) AS waiting,
            CAST(COALESCE(d.ready, 0) AS SIGNED) AS ready, CAST(COALESCE(d.running, 0) AS SIGNED) AS running,
            CAST(COALESCE(d.done, 0) AS SIGNED) AS done, CAST(COALESCE(d.failed, 0) AS SIGNED) AS failed,
            CAST(COALESCE(d.dead, 0) AS SIGNED) AS dead, CAST(COALESCE(d.cancelled, 0) AS SIGNED) AS cancelled,
            (SELECT TIMESTAMPDIFF(SECOND, l.due, UTC_TIMESTAMP(6)) FROM job_live l FORCE INDEX (claim)
                WHERE l.queue_id = q.queue_id AND l.tenant_id = v_tenant AND l.state = 'ready'
                ORDER BY l.claim_key, l.job_id LIMIT 1) AS oldest_ready_s,
            (SELECT TIMESTAMPDIFF(SECOND, MIN(l.claimed_at), UTC_TIMESTAMP(6)) FROM job_live l FORCE INDEX (claim)
                WHERE l.queue_id = q.queue_id AND l.tenant_id = v_tenant AND l.state = 'running') AS longest_running_s,
            q.paused_at IS NOT NULL OR COALESCE(d.paused OR d.tenant_paused, FALSE) AS paused
        FROM queue q LEFT JOIN tenant_queue d ON d.queue_id = q.queue_id AND d.tenant_id = v_tenant
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
