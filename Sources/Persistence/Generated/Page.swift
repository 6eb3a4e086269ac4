// Made by bin/generate from sql/routines/documents/page.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/pageList``.
public struct PageListRow: Sendable {
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
    /// `image_key`, VARCHAR or NULL.
    public let imageKey: String?
    /// `preparation`, JSON or NULL.
    public let preparation: String?
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
        imageKey = try row.getOptional(5)
        preparation = try row.getOptional(6)
        words = try row.decodeOptional(7, "page_list.words")
        reading = try row.decodeOptional(8, "page_list.reading")
    }
}

extension WorkerSession {
    /// the pages of the job's document, in order; of a number that one alone, of NULL all. Errors: 45409 lease_lost.
    public func pageList(lease: Lease, number: Int?) throws(DatabaseError) -> [PageListRow] {
        try Database.all(
            database.read(
                "CALL page_list(?,?,?,?)",
                [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, number.parameter]),
            as: PageListRow.init)
    }

}

extension WorkerTransaction {
    /// forgets what earlier attempts left: pages, predictions, fields, lines, tags. Errors: 45409 lease_lost.
    public func pagesClear(lease: Lease) throws(DatabaseError) {
        _ = try database.part(
            "CALL pages_clear(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter])
    }

    /// a prepared page; image_key is NULL where it has a text layer, and preparation what was read of that, NULL where
    /// that is much; of another page it is what its image was like, and what was done to it. Errors: 45409 lease_lost.
    public func pageAdd(
        lease: Lease, number: Int, width: Int, height: Int, dpi: Int, source: String, imageKey: String?,
        preparation: String?
    ) throws(DatabaseError) {
        _ = try database.part(
            "CALL page_add(?,?,?,?,?,?,?,?,?,?)",
            [
                lease.job.parameter, lease.worker.parameter, lease.fence.parameter, number.parameter, width.parameter,
                height.parameter, dpi.parameter, source.parameter, imageKey.parameter, preparation.parameter,
            ])
    }

    /// the words of a page, and its size as it was read (a turned page changes it); those that a text layer's
    /// preparation had are not kept twice. Errors: 45409 lease_lost.
    public func pageRead(
        lease: Lease, number: Int, width: Int, height: Int, dpi: Int, source: String, confidence: DecimalText,
        wordCount: Int, words: String, reading: String?
    ) throws(DatabaseError) {
        _ = try database.part(
            "CALL page_read(?,?,?,?,?,?,?,?,?,?,?,?)",
            [
                lease.job.parameter, lease.worker.parameter, lease.fence.parameter, number.parameter, width.parameter,
                height.parameter, dpi.parameter, source.parameter, confidence.parameter, wordCount.parameter,
                words.parameter, reading.parameter,
            ])
    }

    /// what the reading of the whole document gave; result_key is result.html in the blob store.
    /// Errors: 45409 lease_lost.
    public func documentRead(lease: Lease, textLength: Int, confidence: DecimalText, resultKey: String)
        throws(DatabaseError)
    {
        _ = try database.part(
            "CALL document_read(?,?,?,?,?,?)",
            [
                lease.job.parameter, lease.worker.parameter, lease.fence.parameter, textLength.parameter,
                confidence.parameter, resultKey.parameter,
            ])
    }

}
