// Made by bin/generate from sql/routines/job.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/jobClaim``.
public struct JobClaimRow: Sendable {
    /// `job`, BIGINT.
    public let job: Int
    /// `fence`, INT.
    public let fence: Int
    /// `step`, VARCHAR.
    public let step: String
    /// `tenant_uid`, UUID.
    public let tenantUid: Identifier
    /// `tenant_slug`, VARCHAR.
    public let tenantSlug: String
    /// `document_id`, UUID.
    public let documentId: Identifier
    /// `media_type`, VARCHAR.
    public let mediaType: String
    /// `storage_key`, VARCHAR.
    public let storageKey: String
    /// `filename`, VARCHAR.
    public let filename: String
    /// `month`, VARCHAR.
    public let month: String
    /// `time_limit_s`, INT.
    public let timeLimitS: Int
    /// `lease_s`, INT.
    public let leaseS: Int
    /// `failures`, INT.
    public let failures: Int

    init(_ row: Row) throws(DatabaseError) {
        job = try row.get(0)
        fence = try row.get(1)
        step = try row.get(2)
        tenantUid = try row.get(3)
        tenantSlug = try row.get(4)
        documentId = try row.get(5)
        mediaType = try row.get(6)
        storageKey = try row.get(7)
        filename = try row.get(8)
        month = try row.get(9)
        timeLimitS = try row.get(10)
        leaseS = try row.get(11)
        failures = try row.get(12)
    }
}

/// A row of ``WorkerTransaction/jobFinish``.
public struct JobFinishRow: Sendable {
    /// `next_queue`, VARCHAR or NULL.
    public let nextQueue: String?

    init(_ row: Row) throws(DatabaseError) {
        nextQueue = try row.getOptional(0)
    }
}

/// A row of ``WorkerSession/jobFail``.
public struct JobFailRow: Sendable {
    /// `outcome`, VARCHAR.
    public let outcome: String
    /// `retry_in_s`, INT or NULL.
    public let retryInS: Int?

    init(_ row: Row) throws(DatabaseError) {
        outcome = try row.get(0)
        retryInS = try row.getOptional(1)
    }
}

extension WorkerSession {
    /// takes the next ready job of a queue for this worker, moves its document to the step's status, and gives
    /// what the step needs; no row where nothing is ready. Errors: 45404 queue_unknown.
    public func jobClaim(worker: Int, queue: String) throws(DatabaseError) -> [JobClaimRow] {
        try Database.all(
            database.change(
                "CALL job_claim(?,?)", [worker.parameter, queue.parameter]), as: JobClaimRow.init)
    }

    /// an attempt failed. Tries again after a delay that doubles, with jitter; a permanent failure, or the last
    /// attempt, gives the job up. outcome is 'retry' or 'failed'. Errors: 45409 lease_lost.
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

extension WorkerTransaction {
    /// ends a job well and makes the next step's; call it last in the transaction that writes the results.
    /// next_queue is where the next step waits. Errors: 45409 lease_lost.
    public func jobFinish(lease: Lease) throws(DatabaseError) -> JobFinishRow {
        try JobFinishRow(
            Database.one(
                database.part(
                    "CALL job_finish(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter])))
    }

}
