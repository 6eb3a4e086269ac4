// Made by bin/generate from sql/routines/queue/job_claim.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/jobClaim``.
public struct JobClaimRow: Sendable {
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
    /// `document_id`, UUID or NULL.
    public let documentId: Identifier?
    /// `media_type`, VARCHAR or NULL.
    public let mediaType: String?
    /// `storage_key`, VARCHAR or NULL.
    public let storageKey: String?
    /// `filename`, VARCHAR or NULL.
    public let filename: String?
    /// `month`, VARCHAR or NULL.
    public let month: String?
    /// `part`, INT or NULL.
    public let part: Int?
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
        documentId = try row.getOptional(5)
        mediaType = try row.getOptional(6)
        storageKey = try row.getOptional(7)
        filename = try row.getOptional(8)
        month = try row.getOptional(9)
        part = try row.getOptional(10)
        payload = try row.getOptional(11)
        queue = try row.get(12)
        timeLimitS = try row.get(13)
        leaseS = try row.get(14)
        failures = try row.get(15)
        waitedMs = try row.get(16)
    }
}

extension WorkerSession {
    /// takes up to p_count ready jobs of one tenant, whose turn it is in the queue, for this worker; moves their
    /// documents to the step's status, and gives what the work needs; no row where nothing is ready, or the queue is paused.
    /// In the same transaction the jobs in p_done ([[job, fence], …]), which belong to no document and had nothing to write, end
    /// well; those whose lease was lost stay as they are. waited_ms is since the job became ready. Errors: 45404 queue_unknown.
    public func jobClaim(worker: Int, queue: String, count: Int, done: String) throws(DatabaseError) -> [JobClaimRow] {
        try Database.all(
            database.change(
                "CALL job_claim(?,?,?,?)", [worker.parameter, queue.parameter, count.parameter, done.parameter]),
            as: JobClaimRow.init)
    }

    /// what the work of a job needs that was taken on with the end of another. Errors: 45409 lease_lost.
    public func jobOpen(lease: Lease) throws(DatabaseError) -> JobClaimRow {
        try JobClaimRow(
            Database.one(
                database.read(
                    "CALL job_open(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter])))
    }

}
