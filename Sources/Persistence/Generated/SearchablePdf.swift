// Made by bin/generate from sql/routines/documents/searchable_pdf.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/pdfRequest``.
public struct PdfRequestRow: Sendable {
    /// `filename`, VARCHAR.
    public let filename: String
    /// `file_key`, VARCHAR or NULL.
    public let fileKey: String?
    /// `job`, BIGINT or NULL.
    public let job: Int?
    /// `queue`, VARCHAR.
    public let queue: String

    init(_ row: Row) throws(DatabaseError) {
        filename = try row.get(0)
        fileKey = try row.getOptional(1)
        job = try row.getOptional(2)
        queue = try row.get(3)
    }
}

/// A row of ``AppSession/pdfProgress``.
public struct PdfProgressRow: Sendable {
    /// `file_key`, VARCHAR or NULL.
    public let fileKey: String?
    /// `error_code`, VARCHAR or NULL.
    public let errorCode: String?
    /// `error_detail`, VARCHAR or NULL.
    public let errorDetail: String?

    init(_ row: Row) throws(DatabaseError) {
        fileKey = try row.getOptional(0)
        errorCode = try row.getOptional(1)
        errorDetail = try row.getOptional(2)
    }
}

/// A row of ``WorkerSession/pdfOpen``.
public struct PdfOpenRow: Sendable {
    /// `document_id`, UUID.
    public let documentId: Identifier
    /// `media_type`, VARCHAR.
    public let mediaType: String
    /// `storage_key`, VARCHAR.
    public let storageKey: String
    /// `month`, VARCHAR.
    public let month: String

    init(_ row: Row) throws(DatabaseError) {
        documentId = try row.get(0)
        mediaType = try row.get(1)
        storageKey = try row.get(2)
        month = try row.get(3)
    }
}

extension AppSession {
    /// the file of a document's searchable PDF, which is the file that came in where that is a PDF whose text is
    /// its own. Where file_key is NULL, job makes it, and queue is where a worker is to be woken; or job has failed at it within
    /// the last day, as it would again. p_make FALSE: it is only looked for, and job is NULL where none has failed.
    /// Errors: 45404 document_unknown; 45406 format_unavailable; 45409 result_not_ready, result_failed.
    public func pdfRequest(key: Digest, document: Identifier, make: Bool) throws(DatabaseError) -> PdfRequestRow {
        try PdfRequestRow(
            Database.one(
                database.change(
                    "CALL pdf_request(?,?,?)", [key.parameter, document.parameter, make.parameter])))
    }

    /// what became of a job of pdf_request: the file, or why there is none; both NULL while it is under way.
    /// Errors: 45404 document_unknown.
    public func pdfProgress(key: Digest, document: Identifier, job: Int) throws(DatabaseError) -> PdfProgressRow {
        try PdfProgressRow(
            Database.one(
                database.read(
                    "CALL pdf_progress(?,?,?)", [key.parameter, document.parameter, job.parameter])))
    }

}

extension WorkerSession {
    /// what a job of pdf_request is to make a PDF of; no row where the document was read again since.
    /// Errors: 45409 lease_lost.
    public func pdfOpen(lease: Lease) throws(DatabaseError) -> [PdfOpenRow] {
        try Database.all(
            database.read(
                "CALL pdf_open(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter]),
            as: PdfOpenRow.init)
    }

    /// the page behind number p_after, with its words, of the document that a job of pdf_request is for; no row where
    /// there is none. Errors: 45409 lease_lost.
    public func pdfPage(lease: Lease, after: Int) throws(DatabaseError) -> [ResultPageRow] {
        try Database.all(
            database.read(
                "CALL pdf_page(?,?,?,?)",
                [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, after.parameter]),
            as: ResultPageRow.init)
    }

}

extension WorkerTransaction {
    /// the PDF that a job of pdf_request made; forgotten where the document was read again since.
    /// Errors: 45409 lease_lost.
    public func pdfPut(lease: Lease, pdfKey: String) throws(DatabaseError) {
        _ = try database.part(
            "CALL pdf_put(?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, pdfKey.parameter])
    }

}
