// Made by bin/generate from sql/routines/queue/attempt.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/attemptFail``.
public struct AttemptFailRow: Sendable {
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

/// A row of ``WorkerSession/attemptSnooze``.
public struct AttemptSnoozeRow: Sendable {
    /// `limit_id`, INT or NULL.
    public let limitId: Int?

    init(_ row: Row) throws(DatabaseError) {
        limitId = try row.getOptional(0)
    }
}

extension WorkerSession {
    /// an attempt failed. Tries again after p_retry_after_s where that is given, else after a delay that doubles, or
    /// that the queue lists, with jitter; a permanent failure, or the last attempt, gives the job up. outcome is 'retry' or
    /// 'failed'; limit_id: pass it to limit_admit. Errors: 45409 lease_lost.
    public func attemptFail(lease: Lease, code: String, detail: String, permanent: Bool, retryAfterS: Int?)
        throws(DatabaseError) -> AttemptFailRow
    {
        try AttemptFailRow(
            Database.one(
                database.change(
                    "CALL attempt_fail(?,?,?,?,?,?,?)",
                    [
                        lease.job.parameter, lease.worker.parameter, lease.fence.parameter, code.parameter,
                        detail.parameter, permanent.parameter, retryAfterS.parameter,
                    ])))
    }

    /// a job cannot be done now for a reason that is not its own: it is tried again after so many seconds, and
    /// nothing is counted against it; the reason is shown meanwhile. limit_id: pass it to limit_admit. Errors: 45409 lease_lost.
    public func attemptSnooze(lease: Lease, code: String, detail: String, seconds: Int) throws(DatabaseError)
        -> AttemptSnoozeRow
    {
        try AttemptSnoozeRow(
            Database.one(
                database.change(
                    "CALL attempt_snooze(?,?,?,?,?,?)",
                    [
                        lease.job.parameter, lease.worker.parameter, lease.fence.parameter, code.parameter,
                        detail.parameter, seconds.parameter,
                    ])))
    }

    /// gives a job back untouched, as a stopping worker does; nothing is counted against it.
    /// Errors: 45409 lease_lost.
    public func jobRelease(lease: Lease) throws(DatabaseError) {
        _ = try database.change(
            "CALL job_release(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter])
    }

}
