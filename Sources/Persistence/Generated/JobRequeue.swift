// Made by bin/generate from sql/routines/queue/job_requeue.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/jobRequeue``.
public struct JobRequeueRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
    }
}

/// A row of ``AdminSession/queueRequeue``.
public struct QueueRequeueRow: Sendable {
    /// `requeued`, INT.
    public let requeued: Int
    /// `skipped`, INT.
    public let skipped: Int

    init(_ row: Row) throws(DatabaseError) {
        requeued = try row.get(0)
        skipped = try row.get(1)
    }
}

extension AdminSession {
    /// makes a failed, dead or cancelled job ready again. Errors: 45404 job_unknown; 45409 job_not_ended, job_done,
    /// job_superseded, job_exists, subject_deleted.
    public func jobRequeue(job: Int) throws(DatabaseError) -> JobRequeueRow {
        try JobRequeueRow(
            Database.one(
                database.change(
                    "CALL job_requeue(?)", [job.parameter])))
    }

    /// makes the jobs of a queue ready again that ended as p_outcome ('failed', 'dead' or 'cancelled'), of one
    /// tenant or of all (NULL), ended since a time or ever (NULL), with an error code or with any (NULL); at most p_count, each in
    /// a transaction of its own. skipped: their subjects went on, or are busy. Call it again while requeued is not 0.
    /// Errors: 45404 queue_unknown, tenant_unknown; 45422 outcome_invalid.
    public func queueRequeue(
        queue: String, outcome: String, tenantSlug: String?, since: Timestamp?, code: String?, count: Int
    ) throws(DatabaseError) -> QueueRequeueRow {
        try QueueRequeueRow(
            Database.one(
                database.change(
                    "CALL queue_requeue(?,?,?,?,?,?)",
                    [
                        queue.parameter, outcome.parameter, tenantSlug.parameter, since.parameter, code.parameter,
                        count.parameter,
                    ])))
    }

}
