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

extension AdminSession {
    /// the workers, and when each was last heard of.
    public func workerList() throws(DatabaseError) -> [WorkerListRow] {
        try Database.all(
            database.read(
                "CALL worker_list()", []), as: WorkerListRow.init)
    }

}

extension WorkerSession {
    /// makes a worker known under an id that is random at each start.
    public func workerStart(worker: Int, host: String, pid: Int, queues: String) throws(DatabaseError) {
        _ = try database.read(
            "CALL worker_start(?,?,?,?)", [worker.parameter, host.parameter, pid.parameter, queues.parameter])
    }

    /// forgets a worker that has given back all it held.
    public func workerStop(worker: Int) throws(DatabaseError) {
        _ = try database.read(
            "CALL worker_stop(?)", [worker.parameter])
    }

    /// forgets workers that have not been heard of for ten minutes; one that was only held up makes itself known again.
    public func sweep() throws(DatabaseError) {
        _ = try database.read(
            "CALL sweep()", [])
    }

}
