// Made by bin/generate from sql/routines/queue/tend.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/jobPromote``.
public struct JobPromoteRow: Sendable {
    /// `job`, BIGINT.
    public let job: Int

    init(_ row: Row) throws(DatabaseError) {
        job = try row.get(0)
    }
}

/// A row of ``WorkerSession/queueTend``.
public struct QueueTendRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String
    /// `has_ready_jobs`, BOOLEAN.
    public let hasReadyJobs: Bool
    /// `has_expired_leases`, BOOLEAN.
    public let hasExpiredLeases: Bool
    /// `has_due_jobs`, BOOLEAN.
    public let hasDueJobs: Bool
    /// `has_due_schedules`, BOOLEAN.
    public let hasDueSchedules: Bool

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
        hasReadyJobs = try row.get(1)
        hasExpiredLeases = try row.get(2)
        hasDueJobs = try row.get(3)
        hasDueSchedules = try row.get(4)
    }
}

extension WorkerSession {
    /// lets one delayed job of a queue in whose time has come; no row where there is none.
    public func jobPromote(queue: String) throws(DatabaseError) -> [JobPromoteRow] {
        try Database.all(
            database.change(
                "CALL job_promote(?)", [queue.parameter]), as: JobPromoteRow.init)
    }

    /// what a worker does every second or two for the queues that it serves, given as 'ocr,llm': moves their clocks, lets
    /// waiting jobs of limit keys in, numbers events, and tells what else is due, a row for each queue. Reads alone where there is nothing to do.
    public func queueTend(queues: String) throws(DatabaseError) -> [QueueTendRow] {
        try Database.all(
            database.read(
                "CALL queue_tend(?)", [queues.parameter]), as: QueueTendRow.init)
    }

}
