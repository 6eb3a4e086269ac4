-- What the migrations themselves run, under the owner's account. Each is prepared against the real schema by the
-- generator; a plain statement's parameters are named here, because no server reports them.

-- migration_table: the record of what has been applied: one row per statement of a migration, one per other file.
-- account: owner
-- transaction: none
-- returns: none
CREATE TABLE IF NOT EXISTS schema_migration (
    file VARCHAR(120) NOT NULL COMMENT 'path below sql/',
    step SMALLINT UNSIGNED NOT NULL COMMENT 'number of the statement in a migration, 0 for other files',
    version INT UNSIGNED NOT NULL COMMENT 'the number in a migration''s name, 0 for other files',
    sha256 CHAR(64) NOT NULL COMMENT 'of the whole file',
    state ENUM('running', 'done') NOT NULL,
    started_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    done_at DATETIME(6),
    PRIMARY KEY (file, step)
);

-- migration_lock: one runner at a time; 1 where it is ours, else the connection that holds it. DDL does not release it.
-- account: owner
-- transaction: none
-- returns: one
--   acquired INT?
--   holder INT?
SELECT GET_LOCK(CONCAT('docket-migrate-', DATABASE()), 30) AS acquired,
    CAST(IS_USED_LOCK(CONCAT('docket-migrate-', DATABASE())) AS SIGNED) AS holder;

-- migration_unlock: lets the next runner in.
-- account: owner
-- transaction: none
-- returns: one
--   released INT?
SELECT RELEASE_LOCK(CONCAT('docket-migrate-', DATABASE())) AS released;

-- migration_steps: what has been applied.
-- account: owner
-- transaction: none
-- returns: many
--   file VARCHAR
--   step INT
--   sha256 VARCHAR
--   state VARCHAR
SELECT file, CAST(step AS SIGNED) AS step, sha256, state FROM schema_migration ORDER BY file, step;

-- migration_begin: notes that a step runs.
-- account: owner
-- transaction: none
-- returns: none
-- parameters:
--   file VARCHAR
--   step INT
--   version INT
--   sha256 VARCHAR
INSERT INTO schema_migration (file, step, version, sha256, state) VALUES (?, ?, ?, ?, 'running')
    ON DUPLICATE KEY UPDATE sha256 = VALUES(sha256), state = 'running', started_at = UTC_TIMESTAMP(6), done_at = NULL;

-- migration_done: notes that a step is done.
-- account: owner
-- transaction: none
-- returns: none
-- parameters:
--   file VARCHAR
--   step INT
UPDATE schema_migration SET state = 'done', done_at = UTC_TIMESTAMP(6) WHERE file = ? AND step = ?;

-- routine_names: the routines of the schema.
-- account: owner
-- transaction: none
-- returns: many
--   name VARCHAR
--   type VARCHAR
SELECT ROUTINE_NAME AS name, ROUTINE_TYPE AS type FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE();

-- routine_parameters: the parameters of all routines, in order.
-- account: owner
-- transaction: none
-- returns: many
--   routine VARCHAR
--   name VARCHAR
--   type VARCHAR
SELECT SPECIFIC_NAME AS routine, PARAMETER_NAME AS name, UPPER(CAST(DTD_IDENTIFIER AS CHAR)) AS type
    FROM information_schema.PARAMETERS
    WHERE SPECIFIC_SCHEMA = DATABASE() AND PARAMETER_NAME IS NOT NULL
    ORDER BY SPECIFIC_NAME, ORDINAL_POSITION;

-- routine_allow: lets an account call a routine.
-- account: owner
-- transaction: none
-- returns: none
-- parameters:
--   routine VARCHAR
--   account VARCHAR
CALL routine_grant(?, ?);

-- routine_deny: takes that back; nothing where it could not.
-- account: owner
-- transaction: none
-- returns: none
-- parameters:
--   routine VARCHAR
--   account VARCHAR
CALL routine_revoke(?, ?);

-- role_allow: lets all tenants' administrators call a PROCEDURE or read a TABLE.
-- account: owner
-- transaction: none
-- returns: none
-- parameters:
--   what VARCHAR
--   name VARCHAR
CALL role_grant(?, ?);

-- role_deny: takes that back; nothing where it could not.
-- account: owner
-- transaction: none
-- returns: none
-- parameters:
--   what VARCHAR
--   name VARCHAR
CALL role_revoke(?, ?);
-- audit_apply: gives the audited tables their triggers, after everything else is up to date.
-- account: owner
-- transaction: none
-- returns: none
CALL audit_triggers();

-- routine_drop: drops a routine, nothing where there is none.
-- account: owner
-- transaction: none
-- returns: none
-- parameters:
--   routine VARCHAR
CALL routine_discard(?);

-- earlier_workers: workers of the release before this one that were heard of in the last two minutes.
-- account: owner
-- transaction: none
-- returns: many
--   host VARCHAR
--   pid INT
SELECT host, CAST(pid AS SIGNED) AS pid FROM worker
    WHERE NOT knows_subjects AND seen_at > UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE ORDER BY host, pid;
