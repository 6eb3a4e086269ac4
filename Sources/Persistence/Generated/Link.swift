// Made by bin/generate from sql/routines/documents/link.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/resultLink``.
public struct ResultLinkRow: Sendable {
    /// `filename`, VARCHAR.
    public let filename: String
    /// `token`, VARCHAR.
    public let token: String

    init(_ row: Row) throws(DatabaseError) {
        filename = try row.get(0)
        token = try row.get(1)
    }
}

/// A row of ``AppSession/resultOpen``.
public struct ResultOpenRow: Sendable {
    /// `result_key`, VARCHAR.
    public let resultKey: String
    /// `filename`, VARCHAR.
    public let filename: String

    init(_ row: Row) throws(DatabaseError) {
        resultKey = try row.get(0)
        filename = try row.get(1)
    }
}

extension AppSession {
    /// what a link to a document's result.html is made of, good for p_seconds. Nothing is written.
    /// Errors: 45404 document_unknown; 45409 result_not_ready, result_failed.
    public func resultLink(key: Digest, document: Identifier, seconds: Int) throws(DatabaseError) -> ResultLinkRow {
        try ResultLinkRow(
            Database.one(
                database.read(
                    "CALL result_link(?,?,?)", [key.parameter, document.parameter, seconds.parameter])))
    }

    /// the file behind a link's token, '<tenant uid>.<document>.<expires>.<signature>', which is the capability.
    /// Errors: 45404 link_unknown; 45410 link_expired.
    public func resultOpen(token: String) throws(DatabaseError) -> ResultOpenRow {
        try ResultOpenRow(
            Database.one(
                database.read(
                    "CALL result_open(?)", [token.parameter])))
    }

}
