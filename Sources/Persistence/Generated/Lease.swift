// Made by bin/generate from sql/routines/lease.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/leaseRenew``.
public struct LeaseRenewRow: Sendable {
    /// `job`, BIGINT.
    public let job: Int
    /// `lease_s`, INT.
    public let leaseS: Int

    init(_ row: Row) throws(DatabaseError) {
        job = try row.get(0)
        leaseS = try row.get(1)
    }
}

/// A row of ``WorkerSession/leaseCheck``.
public struct LeaseCheckRow: Sendable {
    /// `job`, BIGINT.
    public let job: Int

    init(_ row: Row) throws(DatabaseError) {
        job = try row.get(0)
    }
}

/// A row of ``WorkerSession/leaseRescue``.
public struct LeaseRescueRow: Sendable {
    /// `job`, BIGINT.
    public let job: Int
    /// `outcome`, VARCHAR.
    public let outcome: String

    init(_ row: Row) throws(DatabaseError) {
        job = try row.get(0)
        outcome = try row.get(1)
    }
}

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

    /// renews the leases of a worker, given as [[job, fence], …], in one statement, and gives those that are
    /// still its own, with the length of their leases, which may have been set anew; a job that is missing in the answer is lost
    /// and its work must end.
    public func leaseRenew(worker: Int, leases: String) throws(DatabaseError) -> [LeaseRenewRow] {
        try Database.all(
            database.read(
                "CALL lease_renew(?,?)", [worker.parameter, leases.parameter]), as: LeaseRenewRow.init)
    }

    /// those of a worker's leases, given as [[job, fence], …], that still hold; asked every other second while jobs
    /// run, so that one that was cancelled stops soon. Writes nothing.
    public func leaseCheck(worker: Int, leases: String) throws(DatabaseError) -> [LeaseCheckRow] {
        try Database.all(
            database.read(
                "CALL lease_check(?,?)", [worker.parameter, leases.parameter]), as: LeaseCheckRow.init)
    }

    /// gives back the jobs of a queue that a worker holds without knowing, other than p_jobs ([job, …]): the
    /// answer to its claim was lost. Nothing is counted against them.
    public func leaseRecover(worker: Int, queue: String, jobs: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL lease_recover(?,?,?)", [worker.parameter, queue.parameter, jobs.parameter])
    }

    /// frees one job of a queue whose lease has run out; its worker is taken for crashed. A job that has lost
    /// its worker too often is parked as dead. None is freed before the server has been up for a lease: while it was away nobody
    /// could renew. outcome is 'ready', 'dead', or no row where no lease has run out.
    public func leaseRescue(queue: String) throws(DatabaseError) -> [LeaseRescueRow] {
        try Database.all(
            database.change(
                "CALL lease_rescue(?)", [queue.parameter]), as: LeaseRescueRow.init)
    }

    /// lets one delayed job of a queue in whose time has come; no row where there is none.
    public func jobPromote(queue: String) throws(DatabaseError) -> [JobPromoteRow] {
        try Database.all(
            database.change(
                "CALL job_promote(?)", [queue.parameter]), as: JobPromoteRow.init)
    }

    /// what a worker does every second or two for the queues that it serves, given as 'ocr,llm': moves their clocks, lets
    /// waiting jobs of limit keys in, and tells what else is due, a row for each queue. Reads alone where there is nothing to do.
    public func queueTend(queues: String) throws(DatabaseError) -> [QueueTendRow] {
        try Database.all(
            database.read(
                "CALL queue_tend(?)", [queues.parameter]), as: QueueTendRow.init)
    }

    /// forgets workers that have not been heard of for ten minutes; one that was only held up makes itself known again.
    public func sweep() throws(DatabaseError) {
        _ = try database.read(
            "CALL sweep()", [])
    }

}
