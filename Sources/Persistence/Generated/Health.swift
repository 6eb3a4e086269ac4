// Made by bin/generate from sql/routines/service/health.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/queueStatus``.
public struct QueueStatusRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String
    /// `scheduled`, INT.
    public let scheduled: Int
    /// `waiting`, INT.
    public let waiting: Int
    /// `ready`, INT.
    public let ready: Int
    /// `running`, INT.
    public let running: Int
    /// `done`, INT.
    public let done: Int
    /// `failed`, INT.
    public let failed: Int
    /// `dead`, INT.
    public let dead: Int
    /// `cancelled`, INT.
    public let cancelled: Int
    /// `oldest_ready_s`, INT or NULL.
    public let oldestReadyS: Int?
    /// `longest_running_s`, INT or NULL.
    public let longestRunningS: Int?
    /// `paused`, BOOLEAN.
    public let paused: Bool

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
        scheduled = try row.get(1)
        waiting = try row.get(2)
        ready = try row.get(3)
        running = try row.get(4)
        done = try row.get(5)
        failed = try row.get(6)
        dead = try row.get(7)
        cancelled = try row.get(8)
        oldestReadyS = try row.getOptional(9)
        longestRunningS = try row.getOptional(10)
        paused = try row.get(11)
    }
}

/// A row of ``AppSession/serviceHealth``.
public struct ServiceHealthRow: Sendable {
    /// `schema_version`, INT.
    public let schemaVersion: Int

    init(_ row: Row) throws(DatabaseError) {
        schemaVersion = try row.get(0)
    }
}

/// A row of ``AdminSession/schemaVersion``.
public struct SchemaVersionRow: Sendable {
    /// `version`, INT.
    public let version: Int
    /// `unfinished`, INT.
    public let unfinished: Int

    init(_ row: Row) throws(DatabaseError) {
        version = try row.get(0)
        unfinished = try row.get(1)
    }
}

/// A row of ``AdminSession/accountRights``.
public struct AccountRightsRow: Sendable {
    /// `server_version`, VARCHAR.
    public let serverVersion: String
    /// `excess`, VARCHAR or NULL.
    public let excess: String?

    init(_ row: Row) throws(DatabaseError) {
        serverVersion = try row.get(0)
        excess = try row.getOptional(1)
    }
}

extension AdminSession {
    /// the newest migration that is done, and how many statements were begun and never ended.
    public func schemaVersion() throws(DatabaseError) -> SchemaVersionRow {
        try SchemaVersionRow(
            Database.one(
                database.read(
                    "CALL schema_version()", [])))
    }

    /// the server's version, and what the calling account may do beyond calling its routines: a wider grant
    /// would let it past them. Runs with the rights of who calls it, or it would tell of the owner.
    public func accountRights() throws(DatabaseError) -> AccountRightsRow {
        try AccountRightsRow(
            Database.one(
                database.read(
                    "CALL account_rights()", [])))
    }

}

extension AppSession {
    /// the depths of a tenant's queues, from counters, how long its first ready job has been waiting and its longest
    /// running one runs, in seconds. paused: the queue, or the tenant in it.
    public func queueStatus(key: Digest) throws(DatabaseError) -> [QueueStatusRow] {
        try Database.all(
            database.read(
                "CALL queue_status(?)", [key.parameter]), as: QueueStatusRow.init)
    }

    /// whether the database answers and has the routines; tells nothing of any tenant.
    public func serviceHealth() throws(DatabaseError) -> ServiceHealthRow {
        try ServiceHealthRow(
            Database.one(
                database.read(
                    "CALL service_health()", [])))
    }

}
