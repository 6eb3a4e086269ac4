// Made by bin/generate from sql/routines/documents/document_cancel.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppTransaction/documentCancel``.
public struct DocumentCancelRow: Sendable {
    /// `status`, VARCHAR.
    public let status: String
    /// `updated_at`, DATETIME.
    public let updatedAt: Timestamp

    init(_ row: Row) throws(DatabaseError) {
        status = try row.get(0)
        updatedAt = try row.get(1)
    }
}

extension AppTransaction {
    /// cancels the work on a document; what runs stops within seconds and writes nothing.
    /// Errors: 45404 document_unknown; 45409 job_ended.
    public func documentCancel(key: Digest, document: Identifier) throws(DatabaseError) -> DocumentCancelRow {
        try DocumentCancelRow(
            Database.one(
                database.part(
                    "CALL document_cancel(?,?)", [key.parameter, document.parameter])))
    }

}
