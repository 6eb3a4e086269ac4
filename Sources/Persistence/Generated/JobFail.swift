// Made by bin/generate from sql/routines/queue/job_fail.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/jobFail``.
public struct JobFailRow: Sendable {
    /// `outcome`, VARCHAR.
    public let outcome: String
    /// `retry_in_s`, INT or NULL.
    public let retryInS: Int?
    /// `limit_id`, INT or NULL.
    public let limitId: Int?

    init(_ row: Row) throws(DatabaseError) {
        outcome = try row.get(0)
        retryInS = try row.getOptional(1)
        limitId = try row.getOptional(2)
    }
}

extension WorkerSession {
    /// an attempt failed. Tries again after a delay that doubles, or that the queue lists, with jitter; a permanent
    /// failure, or the last attempt, gives the job up. outcome is 'retry' or 'failed'; limit_id: pass it to limit_admit.
    /// Errors: 45409 lease_lost.
    public func jobFail(lease: Lease, code: String, detail: String, permanent: Bool) throws(DatabaseError) -> JobFailRow
    {
        try JobFailRow(
            Database.one(
                database.change(
                    "CALL job_fail(?,?,?,?,?,?)",
                    [
                        lease.job.parameter, lease.worker.parameter, lease.fence.parameter, code.parameter,
                        detail.parameter, permanent.parameter,
                    ])))
    }

    /// gives a job back untouched, as a stopping worker does; nothing is counted against it.
    /// Errors: 45409 lease_lost.
    public func jobRelease(lease: Lease) throws(DatabaseError) {
        _ = try database.change(
            "CALL job_release(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter])
    }

}
