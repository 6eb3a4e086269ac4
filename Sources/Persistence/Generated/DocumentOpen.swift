// Made by bin/generate from sql/routines/documents/document_open.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/documentOpen``.
public struct DocumentOpenRow: Sendable {
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
    /// `part`, INT or NULL.
    public let part: Int?
    /// `languages`, VARCHAR or NULL.
    public let languages: String?

    init(_ row: Row) throws(DatabaseError) {
        documentId = try row.get(0)
        mediaType = try row.get(1)
        storageKey = try row.get(2)
        filename = try row.get(3)
        month = try row.get(4)
        part = try row.getOptional(5)
        languages = try row.getOptional(6)
    }
}

extension WorkerSession {
    /// what a job needs to know of the document that it is about: its file, and for a step's part the page. month is
    /// that of the upload, as in the folders of files; languages NULL: the installation's. Errors: 45409 lease_lost.
    public func documentOpen(lease: Lease) throws(DatabaseError) -> [DocumentOpenRow] {
        try Database.all(
            database.read(
                "CALL document_open(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter]),
            as: DocumentOpenRow.init)
    }

}
