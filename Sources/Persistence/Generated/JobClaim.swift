// Made by bin/generate from sql/routines/queue/job_claim.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/jobsClaim``.
public struct JobsClaimRow: Sendable {
    /// `job`, BIGINT.
    public let job: Int
    /// `fence`, INT.
    public let fence: Int
    /// `kind`, VARCHAR.
    public let kind: String
    /// `tenant_uid`, UUID.
    public let tenantUid: Identifier
    /// `tenant_slug`, VARCHAR.
    public let tenantSlug: String
    /// `subject_kind`, VARCHAR or NULL.
    public let subjectKind: String?
    /// `subject_id`, UUID or NULL.
    public let subjectId: Identifier?
    /// `payload`, JSON or NULL.
    public let payload: String?
    /// `queue`, VARCHAR.
    public let queue: String
    /// `time_limit_s`, INT.
    public let timeLimitS: Int
    /// `lease_s`, INT.
    public let leaseS: Int
    /// `failures`, INT.
    public let failures: Int
    /// `waited_ms`, INT.
    public let waitedMs: Int

    init(_ row: Row) throws(DatabaseError) {
        job = try row.get(0)
        fence = try row.get(1)
        kind = try row.get(2)
        tenantUid = try row.get(3)
        tenantSlug = try row.get(4)
        subjectKind = try row.getOptional(5)
        subjectId = try row.getOptional(6)
        payload = try row.getOptional(7)
        queue = try row.get(8)
        timeLimitS = try row.get(9)
        leaseS = try row.get(10)
        failures = try row.get(11)
        waitedMs = try row.get(12)
    }
}

extension WorkerSession {
    /// takes up to p_count ready jobs of one tenant, whose turn it is in the queue, for this worker; tells their
    /// subjects, and gives what the queue knows of them; no row where nothing is ready, or the queue is paused. In the same
    /// transaction the jobs in p_done ([[job, fence], …]), which are about nothing and had nothing to write, end well; those whose
    /// lease was lost stay as they are. waited_ms is since the job became ready. Errors: 45404 queue_unknown.
    public func jobsClaim(worker: Int, queue: String, count: Int, done: String) throws(DatabaseError) -> [JobsClaimRow]
    {
        try Database.all(
            database.change(
                "CALL jobs_claim(?,?,?,?)", [worker.parameter, queue.parameter, count.parameter, done.parameter]),
            as: JobsClaimRow.init)
    }

    /// what the queue knows of a job that was taken on with the end of another. Errors: 45409 lease_lost.
    public func jobTakenOn(lease: Lease) throws(DatabaseError) -> JobsClaimRow {
        try JobsClaimRow(
            Database.one(
                database.read(
                    "CALL job_taken_on(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter])))
    }

}
