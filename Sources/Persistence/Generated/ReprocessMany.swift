// Made by bin/generate from sql/routines/documents/reprocess_many.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/reprocessDue``.
public struct ReprocessDueRow: Sendable {
    /// `document_id`, UUID.
    public let documentId: Identifier

    init(_ row: Row) throws(DatabaseError) {
        documentId = try row.get(0)
    }
}

/// A row of ``WorkerTransaction/reprocessTake``.
public struct ReprocessTakeRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
    }
}

/// A row of ``AdminSession/documentReprocess``.
public struct DocumentReprocessRow: Sendable {
    /// `reprocessed`, INT.
    public let reprocessed: Int
    /// `busy`, INT.
    public let busy: Int
    /// `unready`, INT.
    public let unready: Int

    init(_ row: Row) throws(DatabaseError) {
        reprocessed = try row.get(0)
        busy = try row.get(1)
        unready = try row.get(2)
    }
}

/// A row of ``AdminSession/reprocessList``.
public struct ReprocessListRow: Sendable {
    /// `tenant_slug`, VARCHAR.
    public let tenantSlug: String
    /// `document_id`, UUID.
    public let documentId: Identifier
    /// `pipeline`, VARCHAR.
    public let pipeline: String
    /// `filename`, VARCHAR.
    public let filename: String
    /// `error_code`, VARCHAR or NULL.
    public let errorCode: String?
    /// `updated_at`, DATETIME.
    public let updatedAt: Timestamp
    /// `is_busy`, BOOLEAN.
    public let isBusy: Bool
    /// `versions`, INT.
    public let versions: Int

    init(_ row: Row) throws(DatabaseError) {
        tenantSlug = try row.get(0)
        documentId = try row.get(1)
        pipeline = try row.get(2)
        filename = try row.get(3)
        errorCode = try row.getOptional(4)
        updatedAt = try row.get(5)
        isBusy = try row.get(6)
        versions = try row.get(7)
    }
}

/// A row of ``AdminSession/reprocessDocument``.
public struct ReprocessDocumentRow: Sendable {
    /// `outcome`, VARCHAR.
    public let outcome: String
    /// `queue`, VARCHAR or NULL.
    public let queue: String?

    init(_ row: Row) throws(DatabaseError) {
        outcome = try row.get(0)
        queue = try row.getOptional(1)
    }
}

extension AdminSession {
    /// reads again what came to a status since an instant in UTC, oldest first: for an administrator's
    /// crontab. p_step NULL: from the first step; p_tenant_slug, p_pipeline NULL: of all. A document that a job is live for
    /// is busy and passed over; one that lacks what the step reads is unready. Run it again for what is above p_limit.
    /// Errors: 45404 tenant_unknown; 45422 limit_invalid, pipeline_unknown, since_missing, status_unknown, step_unknown.
    public func documentReprocess(
        status: String, since: Timestamp, step: String?, tenantSlug: String?, pipeline: String?, limit: Int
    ) throws(DatabaseError) -> DocumentReprocessRow {
        try DocumentReprocessRow(
            Database.one(
                database.change(
                    "CALL document_reprocess(?,?,?,?,?,?)",
                    [
                        status.parameter, since.parameter, step.parameter, tenantSlug.parameter, pipeline.parameter,
                        limit.parameter,
                    ])))
    }

    /// what document_reprocess would take, oldest first. is_busy: a job of it is live, so it would be passed
    /// over. versions: how often it was read again already.
    /// Errors: 45404 tenant_unknown; 45422 limit_invalid, pipeline_unknown, since_missing, status_unknown, step_unknown.
    public func reprocessList(
        status: String, since: Timestamp, step: String?, tenantSlug: String?, pipeline: String?, limit: Int
    ) throws(DatabaseError) -> [ReprocessListRow] {
        try Database.all(
            database.read(
                "CALL reprocess_list(?,?,?,?,?,?)",
                [
                    status.parameter, since.parameter, step.parameter, tenantSlug.parameter, pipeline.parameter,
                    limit.parameter,
                ]), as: ReprocessListRow.init)
    }

    /// reads one document again that still has the status. outcome is reprocessed, busy, unready (what
    /// the step reads is missing) or changed (its status is another by now); queue is where its job waits.
    /// Errors: 45404 document_unknown, tenant_unknown; 45422 step_unknown.
    public func reprocessDocument(tenantSlug: String, document: Identifier, status: String, step: String?)
        throws(DatabaseError) -> ReprocessDocumentRow
    {
        try ReprocessDocumentRow(
            Database.one(
                database.change(
                    "CALL reprocess_document(?,?,?,?)",
                    [tenantSlug.parameter, document.parameter, status.parameter, step.parameter])))
    }

}

extension WorkerSession {
    /// what a job has to read again, of its own tenant: what came to a status since an instant in UTC, oldest
    /// first. p_pipeline: as the tenant calls it. Errors: 45409 lease_lost; 45422 limit_invalid, pipeline_unknown, since_missing,
    /// status_unknown, step_unknown.
    public func reprocessDue(
        lease: Lease, status: String, since: Timestamp, step: String?, pipeline: String?, limit: Int
    ) throws(DatabaseError) -> [ReprocessDueRow] {
        try Database.all(
            database.read(
                "CALL reprocess_due(?,?,?,?,?,?,?,?)",
                [
                    lease.job.parameter, lease.worker.parameter, lease.fence.parameter, status.parameter,
                    since.parameter, step.parameter, pipeline.parameter, limit.parameter,
                ]), as: ReprocessDueRow.init)
    }

}

extension WorkerTransaction {
    /// reads one document again that still has the status, for a job of the same tenant; queue is where the
    /// document's own job waits, at priority 8 or less urgent. The lease holds to the commit, so a job that was lost or cancelled
    /// makes no more. Errors: 45404 document_unknown; 45409 document_busy, lease_lost, status_changed, step_unready; 45422
    /// step_unknown.
    public func reprocessTake(lease: Lease, document: Identifier, status: String, step: String?) throws(DatabaseError)
        -> ReprocessTakeRow
    {
        try ReprocessTakeRow(
            Database.one(
                database.part(
                    "CALL reprocess_take(?,?,?,?,?,?)",
                    [
                        lease.job.parameter, lease.worker.parameter, lease.fence.parameter, document.parameter,
                        status.parameter, step.parameter,
                    ])))
    }

}
