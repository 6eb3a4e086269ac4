// Made by bin/generate from sql/routines/documents/reprocess.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppTransaction/reprocessRequest``.
public struct ReprocessRequestRow: Sendable {
    /// `status`, VARCHAR.
    public let status: String
    /// `version`, INT.
    public let version: Int
    /// `queue`, VARCHAR.
    public let queue: String

    init(_ row: Row) throws(DatabaseError) {
        status = try row.get(0)
        version = try row.get(1)
        queue = try row.get(2)
    }
}

extension AppTransaction {
    /// reads a document again from a step on; NULL is the first. version is what it was until now.
    /// Errors: 45404 document_unknown; 45409 document_busy, step_unready; 45422 step_unknown.
    public func reprocessRequest(key: Digest, document: Identifier, step: String?) throws(DatabaseError)
        -> ReprocessRequestRow
    {
        try ReprocessRequestRow(
            Database.one(
                database.part(
                    "CALL reprocess_request(?,?,?)", [key.parameter, document.parameter, step.parameter])))
    }

}
