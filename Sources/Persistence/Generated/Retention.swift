// Made by bin/generate from sql/routines/queue/retention.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/jobRetire``.
public struct JobRetireRow: Sendable {
    /// `retired`, INT.
    public let retired: Int
    /// `forgotten`, INT.
    public let forgotten: Int

    init(_ row: Row) throws(DatabaseError) {
        retired = try row.get(0)
        forgotten = try row.get(1)
    }
}

extension WorkerSession {
    /// moves finished jobs of a queue to job_history that are older than its policy keeps them, and forgets those
    /// that have been there long enough; at most p_count of each, in a short transaction. Gives how many.
    public func jobRetire(queue: String, count: Int) throws(DatabaseError) -> JobRetireRow {
        try JobRetireRow(
            Database.one(
                database.change(
                    "CALL job_retire(?,?)", [queue.parameter, count.parameter])))
    }

}
