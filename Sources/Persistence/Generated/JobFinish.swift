// Made by bin/generate from sql/routines/queue/job_finish.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerTransaction/jobFinish``.
public struct JobFinishRow: Sendable {
    /// `next_queue`, VARCHAR or NULL.
    public let nextQueue: String?
    /// `next_job`, BIGINT or NULL.
    public let nextJob: Int?
    /// `limit_id`, INT or NULL.
    public let limitId: Int?

    init(_ row: Row) throws(DatabaseError) {
        nextQueue = try row.getOptional(0)
        nextJob = try row.getOptional(1)
        limitId = try row.getOptional(2)
    }
}

extension WorkerTransaction {
    /// ends a job well and makes what follows; call it last in the transaction that writes the results.
    /// next_queue: where something waits now; next_job: a job that follows, taken on by this worker with fence 1, where it
    /// serves that queue (p_queues, comma separated) and nobody else's job is ready there; limit_id: pass it to limit_admit.
    /// Errors: 45409 lease_lost.
    public func jobFinish(lease: Lease, queues: String) throws(DatabaseError) -> JobFinishRow {
        try JobFinishRow(
            Database.one(
                database.part(
                    "CALL job_finish(?,?,?,?)",
                    [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, queues.parameter])))
    }

}
