DELIMITER //

-- The record of a tenant's own SQL files, kept by `docket tenant migrate`.

-- tenant_lock_name: the name of a tenant's lock, which nobody can guess, so that no tenant holds another's.
-- account: internal
CREATE OR REPLACE FUNCTION tenant_lock_name(p_tenant INT UNSIGNED) RETURNS VARCHAR(64)
READS SQL DATA
BEGIN
    RETURN LEFT(SHA2(CONCAT((SELECT HEX(value) FROM secret WHERE name = 'tenant_lock'), p_tenant), 256), 60);
END//

-- tenant_migration_lock: one runner of a tenant at a time; 1 where it is ours. Errors: 45403 account_unknown.
-- account: tenant_admin
-- transaction: none
-- returns: one
--   acquired INT?
-- example: CALL tenant_migration_lock()
CREATE OR REPLACE PROCEDURE tenant_migration_lock()
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    SELECT GET_LOCK(tenant_lock_name(v_tenant), 30) AS acquired;
END//

-- tenant_migration_unlock: lets the next runner in. Errors: 45403 account_unknown.
-- account: tenant_admin
-- transaction: none
-- returns: one
--   released INT?
-- example: CALL tenant_migration_unlock()
CREATE OR REPLACE PROCEDURE tenant_migration_unlock()
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    SELECT RELEASE_LOCK(tenant_lock_name(v_tenant)) AS released;
END//

-- tenant_migration_steps: what has been run. Errors: 45403 account_unknown.
-- account: tenant_admin
-- transaction: none
-- returns: many
--   file VARCHAR
--   step INT
--   sha256 VARCHAR
--   state VARCHAR
-- example: CALL tenant_migration_steps()
CREATE OR REPLACE PROCEDURE tenant_migration_steps()
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    SELECT file, CAST(step AS SIGNED) AS step, sha256, state FROM tenant_migration
        WHERE tenant_id = v_tenant ORDER BY file, step;
END//

-- tenant_migration_begin: notes that a statement of a file runs. Errors: 45403 account_unknown; 45409
-- migration_changed; 45422 migration_invalid, too_many_migrations.
-- account: tenant_admin
-- transaction: none
-- returns: none
-- example: CALL tenant_migration_begin('0001_start.sql', 1, 1, REPEAT('ab', 32))
CREATE OR REPLACE PROCEDURE tenant_migration_begin(
    IN p_file VARCHAR(120), IN p_step SMALLINT UNSIGNED, IN p_version INT UNSIGNED, IN p_sha256 CHAR(64))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    IF p_file NOT REGEXP '^[0-9]{4}_[A-Za-z0-9_.-]+[.]sql$' OR p_step = 0 OR p_sha256 NOT REGEXP '^[0-9a-f]{64}$' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'migration_invalid';
    END IF;
    IF (SELECT COUNT(*) FROM tenant_migration WHERE tenant_id = v_tenant) >= 20000 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'too_many_migrations';
    END IF;
    IF EXISTS (SELECT 1 FROM tenant_migration
        WHERE tenant_id = v_tenant AND file = p_file AND state = 'done' AND sha256 <> p_sha256) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'migration_changed';
    END IF;
    INSERT INTO tenant_migration (tenant_id, file, step, version, sha256, state)
        VALUES (v_tenant, p_file, p_step, p_version, p_sha256, 'running')
        ON DUPLICATE KEY UPDATE sha256 = VALUES(sha256), state = 'running', started_at = UTC_TIMESTAMP(6), done_at = NULL;
END//

-- tenant_migration_done: notes that it is done. Errors: 45403 account_unknown; 45404 migration_unknown.
-- account: tenant_admin
-- transaction: none
-- returns: none
-- example: CALL tenant_migration_done('0001_first.sql', 1)
CREATE OR REPLACE PROCEDURE tenant_migration_done(IN p_file VARCHAR(120), IN p_step SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    UPDATE tenant_migration SET state = 'done', done_at = UTC_TIMESTAMP(6)
        WHERE tenant_id = v_tenant AND file = p_file AND step = p_step;
    IF NOT EXISTS (SELECT 1 FROM tenant_migration WHERE tenant_id = v_tenant AND file = p_file AND step = p_step) THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'migration_unknown';
    END IF;
END//
