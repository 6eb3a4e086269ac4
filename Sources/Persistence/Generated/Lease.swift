// Made by bin/generate from sql/routines/queue/lease.sql. Change that file, then run bin/generate.

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

extension WorkerSession {
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

}
