// Made by bin/generate from sql/routines/queue/worker.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

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

/// A row of ``AdminSession/queueUnknownKinds``.
public struct QueueUnknownKindsRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String
    /// `kind`, VARCHAR.
    public let kind: String
    /// `jobs`, INT.
    public let jobs: Int

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
        kind = try row.get(1)
        jobs = try row.get(2)
    }
}

extension AdminSession {
    /// the workers, and when each was last heard of.
    public func workerList() throws(DatabaseError) -> [WorkerListRow] {
        try Database.all(
            database.read(
                "CALL worker_list()", []), as: WorkerListRow.init)
    }

    /// kinds of work that wait in a queue whose workers, those heard of within two minutes, know none of them;
    /// a queue without workers is left to queue_status.
    public func queueUnknownKinds() throws(DatabaseError) -> [QueueUnknownKindsRow] {
        try Database.all(
            database.read(
                "CALL queue_unknown_kinds()", []), as: QueueUnknownKindsRow.init)
    }

}

extension WorkerSession {
    /// makes a worker known under an id that is random at each start, with the queues that it serves and the
    /// kinds of work that it knows, comma separated.
    public func workerRegister(worker: Int, host: String, pid: Int, queues: String, kinds: String) throws(DatabaseError)
    {
        _ = try database.read(
            "CALL worker_register(?,?,?,?,?)",
            [worker.parameter, host.parameter, pid.parameter, queues.parameter, kinds.parameter])
    }

    /// forgets a worker that has given back all it held.
    public func workerStop(worker: Int) throws(DatabaseError) {
        _ = try database.read(
            "CALL worker_stop(?)", [worker.parameter])
    }

    /// forgets workers that have not been heard of for ten minutes (one that was only held up makes itself known again),
    /// and subjects that are deleted and that nothing tells of any more.
    public func sweep() throws(DatabaseError) {
        _ = try database.read(
            "CALL sweep()", [])
    }

}
