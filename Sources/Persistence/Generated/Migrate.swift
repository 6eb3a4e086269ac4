// Made by bin/generate from sql/statements/migrate.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``OwnerSession/migrationLock``.
public struct MigrationLockRow: Sendable {
    /// `acquired`, INT or NULL.
    public let acquired: Int?
    /// `holder`, INT or NULL.
    public let holder: Int?

    init(_ row: Row) throws(DatabaseError) {
        acquired = try row.getOptional(0)
        holder = try row.getOptional(1)
    }
}

/// A row of ``OwnerSession/migrationUnlock``.
public struct MigrationUnlockRow: Sendable {
    /// `released`, INT or NULL.
    public let released: Int?

    init(_ row: Row) throws(DatabaseError) {
        released = try row.getOptional(0)
    }
}

/// A row of ``OwnerSession/migrationSteps``.
public struct MigrationStepsRow: Sendable {
    /// `file`, VARCHAR.
    public let file: String
    /// `step`, INT.
    public let step: Int
    /// `sha256`, VARCHAR.
    public let sha256: String
    /// `state`, VARCHAR.
    public let state: String

    init(_ row: Row) throws(DatabaseError) {
        file = try row.get(0)
        step = try row.get(1)
        sha256 = try row.get(2)
        state = try row.get(3)
    }
}

/// A row of ``OwnerSession/routineNames``.
public struct RoutineNamesRow: Sendable {
    /// `name`, VARCHAR.
    public let name: String
    /// `type`, VARCHAR.
    public let type: String

    init(_ row: Row) throws(DatabaseError) {
        name = try row.get(0)
        type = try row.get(1)
    }
}

/// A row of ``OwnerSession/routineParameters``.
public struct RoutineParametersRow: Sendable {
    /// `routine`, VARCHAR.
    public let routine: String
    /// `name`, VARCHAR.
    public let name: String
    /// `type`, VARCHAR.
    public let type: String

    init(_ row: Row) throws(DatabaseError) {
        routine = try row.get(0)
        name = try row.get(1)
        type = try row.get(2)
    }
}

/// A row of ``OwnerSession/earlierWorkers``.
public struct EarlierWorkersRow: Sendable {
    /// `host`, VARCHAR.
    public let host: String
    /// `pid`, INT.
    public let pid: Int

    init(_ row: Row) throws(DatabaseError) {
        host = try row.get(0)
        pid = try row.get(1)
    }
}

extension OwnerSession {
    /// the record of what has been applied: one row per statement of a migration, one per other file.
    public func migrationTable() throws(DatabaseError) {
        _ = try database.read(
            #"""
            CREATE TABLE IF NOT EXISTS schema_migration (
                file VARCHAR(120) NOT NULL COMMENT 'path below sql/',
                step SMALLINT UNSIGNED NOT NULL COMMENT 'number of the statement in a migration, 0 for other files',
                version INT UNSIGNED NOT NULL COMMENT 'the number in a migration''s name, 0 for other files',
                sha256 CHAR(64) NOT NULL COMMENT 'of the whole file',
                state ENUM('running', 'done') NOT NULL,
                started_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
                done_at DATETIME(6),
                PRIMARY KEY (file, step)
            )
            """#, [])
    }

    /// one runner at a time; 1 where it is ours, else the connection that holds it. DDL does not release it.
    public func migrationLock() throws(DatabaseError) -> MigrationLockRow {
        try MigrationLockRow(
            Database.one(
                database.read(
                    #"""
                    SELECT GET_LOCK(CONCAT('docket-migrate-', DATABASE()), 30) AS acquired,
                        CAST(IS_USED_LOCK(CONCAT('docket-migrate-', DATABASE())) AS SIGNED) AS holder
                    """#, [])))
    }

    /// lets the next runner in.
    public func migrationUnlock() throws(DatabaseError) -> MigrationUnlockRow {
        try MigrationUnlockRow(
            Database.one(
                database.read(
                    #"""
                    SELECT RELEASE_LOCK(CONCAT('docket-migrate-', DATABASE())) AS released
                    """#, [])))
    }

    /// what has been applied.
    public func migrationSteps() throws(DatabaseError) -> [MigrationStepsRow] {
        try Database.all(
            database.read(
                #"""
                SELECT file, CAST(step AS SIGNED) AS step, sha256, state FROM schema_migration ORDER BY file, step
                """#, []), as: MigrationStepsRow.init)
    }

    /// notes that a step runs.
    public func migrationBegin(file: String, step: Int, version: Int, sha256: String) throws(DatabaseError) {
        _ = try database.read(
            #"""
            INSERT INTO schema_migration (file, step, version, sha256, state) VALUES (?, ?, ?, ?, 'running')
                ON DUPLICATE KEY UPDATE sha256 = VALUES(sha256), state = 'running', started_at = UTC_TIMESTAMP(6), done_at = NULL
            """#, [file.parameter, step.parameter, version.parameter, sha256.parameter])
    }

    /// notes that a step is done.
    public func migrationDone(file: String, step: Int) throws(DatabaseError) {
        _ = try database.read(
            #"""
            UPDATE schema_migration SET state = 'done', done_at = UTC_TIMESTAMP(6) WHERE file = ? AND step = ?
            """#, [file.parameter, step.parameter])
    }

    /// the routines of the schema.
    public func routineNames() throws(DatabaseError) -> [RoutineNamesRow] {
        try Database.all(
            database.read(
                #"""
                SELECT ROUTINE_NAME AS name, ROUTINE_TYPE AS type FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()
                """#, []), as: RoutineNamesRow.init)
    }

    /// the parameters of all routines, in order.
    public func routineParameters() throws(DatabaseError) -> [RoutineParametersRow] {
        try Database.all(
            database.read(
                #"""
                SELECT SPECIFIC_NAME AS routine, PARAMETER_NAME AS name, UPPER(CAST(DTD_IDENTIFIER AS CHAR)) AS type
                    FROM information_schema.PARAMETERS
                    WHERE SPECIFIC_SCHEMA = DATABASE() AND PARAMETER_NAME IS NOT NULL
                    ORDER BY SPECIFIC_NAME, ORDINAL_POSITION
                """#, []), as: RoutineParametersRow.init)
    }

    /// lets an account call a routine.
    public func routineAllow(routine: String, account: String) throws(DatabaseError) {
        _ = try database.read(
            #"""
            CALL routine_grant(?, ?)
            """#, [routine.parameter, account.parameter])
    }

    /// takes that back; nothing where it could not.
    public func routineDeny(routine: String, account: String) throws(DatabaseError) {
        _ = try database.read(
            #"""
            CALL routine_revoke(?, ?)
            """#, [routine.parameter, account.parameter])
    }

    /// lets all tenants' administrators call a PROCEDURE or read a TABLE.
    public func roleAllow(what: String, name: String) throws(DatabaseError) {
        _ = try database.read(
            #"""
            CALL role_grant(?, ?)
            """#, [what.parameter, name.parameter])
    }

    /// takes that back; nothing where it could not.
    public func roleDeny(what: String, name: String) throws(DatabaseError) {
        _ = try database.read(
            #"""
            CALL role_revoke(?, ?)
            """#, [what.parameter, name.parameter])
    }

    /// gives the audited tables their triggers, after everything else is up to date.
    public func auditApply() throws(DatabaseError) {
        _ = try database.read(
            #"""
            CALL audit_triggers()
            """#, [])
    }

    /// drops a routine, nothing where there is none.
    public func routineDrop(routine: String) throws(DatabaseError) {
        _ = try database.read(
            #"""
            CALL routine_discard(?)
            """#, [routine.parameter])
    }

    /// workers of the release before this one that were heard of in the last two minutes.
    public func earlierWorkers() throws(DatabaseError) -> [EarlierWorkersRow] {
        try Database.all(
            database.read(
                #"""
                SELECT host, CAST(pid AS SIGNED) AS pid FROM worker
                    WHERE NOT knows_subjects AND seen_at > UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE ORDER BY host, pid
                """#, []), as: EarlierWorkersRow.init)
    }

}
