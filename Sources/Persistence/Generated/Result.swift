// Made by bin/generate from sql/routines/documents/result.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/resultGet``.
public struct ResultGetRow: Sendable {
    /// `filename`, VARCHAR.
    public let filename: String
    /// `media_type`, VARCHAR.
    public let mediaType: String
    /// `sha256`, VARCHAR.
    public let sha256: String
    /// `page_count`, INT.
    public let pageCount: Int
    /// `result_key`, VARCHAR.
    public let resultKey: String

    init(_ row: Row) throws(DatabaseError) {
        filename = try row.get(0)
        mediaType = try row.get(1)
        sha256 = try row.get(2)
        pageCount = try row.get(3)
        resultKey = try row.get(4)
    }
}

/// A row of ``AppSession/resultPage``.
public struct ResultPageRow: Sendable {
    /// `number`, INT.
    public let number: Int
    /// `width`, INT.
    public let width: Int
    /// `height`, INT.
    public let height: Int
    /// `dpi`, INT.
    public let dpi: Int
    /// `source`, VARCHAR.
    public let source: String
    /// `words`, JSON or NULL.
    public let words: [Word]?
    /// `reading`, JSON or NULL.
    public let reading: PageReading?

    init(_ row: Row) throws(DatabaseError) {
        number = try row.get(0)
        width = try row.get(1)
        height = try row.get(2)
        dpi = try row.get(3)
        source = try row.get(4)
        words = try row.decodeOptional(5, "result_page.words")
        reading = try row.decodeOptional(6, "result_page.reading")
    }
}

extension AppSession {
    /// what stands above a document's result. result_key changes with each reading. A document that failed after
    /// it was read has one. Errors: 45404 document_unknown; 45409 result_not_ready, result_failed.
    public func resultGet(key: Digest, document: Identifier) throws(DatabaseError) -> ResultGetRow {
        try ResultGetRow(
            Database.one(
                database.read(
                    "CALL result_get(?,?)", [key.parameter, document.parameter])))
    }

    /// the page behind number p_after with its words, of the reading that p_result_key is; no row where there is
    /// none. Errors: 45404 document_unknown; 45409 result_not_ready: it is being read again.
    public func resultPage(key: Digest, document: Identifier, resultKey: String, after: Int) throws(DatabaseError)
        -> [ResultPageRow]
    {
        try Database.all(
            database.read(
                "CALL result_page(?,?,?,?)", [key.parameter, document.parameter, resultKey.parameter, after.parameter]),
            as: ResultPageRow.init)
    }

}
