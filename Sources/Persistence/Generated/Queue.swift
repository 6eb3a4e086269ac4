// Made by bin/generate from sql/routines/queue.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/queueStatus``.
public struct QueueStatusRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String
    /// `scheduled`, INT.
    public let scheduled: Int
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

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
        scheduled = try row.get(1)
        ready = try row.get(2)
        running = try row.get(3)
        done = try row.get(4)
        failed = try row.get(5)
        dead = try row.get(6)
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

/// A row of ``AdminSession/workerList``.
public struct WorkerListRow: Sendable {
    /// `host`, VARCHAR.
    public let host: String
    /// `pid`, INT.
    public let pid: Int
    /// `queues`, VARCHAR.
    public let queues: String
    /// `started_at`, DATETIME.
    public let startedAt: Timestamp
    /// `seconds_since_seen`, INT.
    public let secondsSinceSeen: Int

    init(_ row: Row) throws(DatabaseError) {
        host = try row.get(0)
        pid = try row.get(1)
        queues = try row.get(2)
        startedAt = try row.get(3)
        secondsSinceSeen = try row.get(4)
    }
}

/// A row of ``AdminSession/queueList``.
public struct QueueListRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String
    /// `max_attempts`, INT.
    public let maxAttempts: Int
    /// `retry_delay_s`, INT.
    public let retryDelayS: Int
    /// `time_limit_s`, INT.
    public let timeLimitS: Int
    /// `lease_s`, INT.
    public let leaseS: Int
    /// `scheduled`, INT.
    public let scheduled: Int
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

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
        maxAttempts = try row.get(1)
        retryDelayS = try row.get(2)
        timeLimitS = try row.get(3)
        leaseS = try row.get(4)
        scheduled = try row.get(5)
        ready = try row.get(6)
        running = try row.get(7)
        done = try row.get(8)
        failed = try row.get(9)
        dead = try row.get(10)
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

    /// the workers, and when each was last heard of.
    public func workerList() throws(DatabaseError) -> [WorkerListRow] {
        try Database.all(
            database.read(
                "CALL worker_list()", []), as: WorkerListRow.init)
    }

    /// all queues with their policies and depths over all tenants, from counters.
    public func queueList() throws(DatabaseError) -> [QueueListRow] {
        try Database.all(
            database.read(
                "CALL queue_list()", []), as: QueueListRow.init)
    }

}

extension AppSession {
    /// the depths of a tenant's queues, from counters.
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
