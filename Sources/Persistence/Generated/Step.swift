// Made by bin/generate from sql/routines/step.sql. Change that file, then run bin/generate.

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
    public let words: String?
    /// `reading`, JSON or NULL.
    public let reading: String?

    init(_ row: Row) throws(DatabaseError) {
        number = try row.get(0)
        width = try row.get(1)
        height = try row.get(2)
        dpi = try row.get(3)
        source = try row.get(4)
        imageKey = try row.getOptional(5)
        preparation = try row.getOptional(6)
        words = try row.getOptional(7)
        reading = try row.getOptional(8)
    }
}

/// A row of ``WorkerSession/predictionList``.
public struct PredictionListRow: Sendable {
    /// `name`, VARCHAR.
    public let name: String
    /// `raw`, VARCHAR.
    public let raw: String
    /// `page`, INT.
    public let page: Int
    /// `box_left`, INT.
    public let boxLeft: Int
    /// `box_top`, INT.
    public let boxTop: Int
    /// `box_right`, INT.
    public let boxRight: Int
    /// `box_bottom`, INT.
    public let boxBottom: Int
    /// `words`, JSON.
    public let words: String
    /// `confidence`, DECIMAL.
    public let confidence: DecimalText
    /// `source`, VARCHAR.
    public let source: String
    /// `rule`, VARCHAR.
    public let rule: String

    init(_ row: Row) throws(DatabaseError) {
        name = try row.get(0)
        raw = try row.get(1)
        page = try row.get(2)
        boxLeft = try row.get(3)
        boxTop = try row.get(4)
        boxRight = try row.get(5)
        boxBottom = try row.get(6)
        words = try row.get(7)
        confidence = try row.get(8)
        source = try row.get(9)
        rule = try row.get(10)
    }
}

/// A row of ``WorkerSession/fieldList``.
public struct FieldListRow: Sendable {
    /// `name`, VARCHAR.
    public let name: String
    /// `kind`, VARCHAR.
    public let kind: String
    /// `value`, VARCHAR.
    public let value: String
    /// `raw`, VARCHAR or NULL.
    public let raw: String?
    /// `page`, INT or NULL.
    public let page: Int?
    /// `box_left`, INT or NULL.
    public let boxLeft: Int?
    /// `box_top`, INT or NULL.
    public let boxTop: Int?
    /// `box_right`, INT or NULL.
    public let boxRight: Int?
    /// `box_bottom`, INT or NULL.
    public let boxBottom: Int?
    /// `words`, JSON or NULL.
    public let words: String?
    /// `confidence`, DECIMAL.
    public let confidence: DecimalText
    /// `source`, VARCHAR.
    public let source: String
    /// `rule`, VARCHAR.
    public let rule: String

    init(_ row: Row) throws(DatabaseError) {
        name = try row.get(0)
        kind = try row.get(1)
        value = try row.get(2)
        raw = try row.getOptional(3)
        page = try row.getOptional(4)
        boxLeft = try row.getOptional(5)
        boxTop = try row.getOptional(6)
        boxRight = try row.getOptional(7)
        boxBottom = try row.getOptional(8)
        words = try row.getOptional(9)
        confidence = try row.get(10)
        source = try row.get(11)
        rule = try row.get(12)
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

    /// the predictions for the job's document. Errors: 45409 lease_lost.
    public func predictionList(lease: Lease) throws(DatabaseError) -> [PredictionListRow] {
        try Database.all(
            database.read(
                "CALL prediction_list(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter]),
            as: PredictionListRow.init)
    }

    /// the fields of the job's document. Errors: 45409 lease_lost.
    public func fieldList(lease: Lease) throws(DatabaseError) -> [FieldListRow] {
        try Database.all(
            database.read(
                "CALL field_list(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter]),
            as: FieldListRow.init)
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

    /// raw text that is taken for a field; a later one replaces an earlier. Errors: 45409 lease_lost.
    public func predictionPut(
        lease: Lease, name: String, raw: String, page: Int, left: Int, top: Int, right: Int, bottom: Int, words: String,
        confidence: DecimalText, source: String, rule: String
    ) throws(DatabaseError) {
        _ = try database.part(
            "CALL prediction_put(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [
                lease.job.parameter, lease.worker.parameter, lease.fence.parameter, name.parameter, raw.parameter,
                page.parameter, left.parameter, top.parameter, right.parameter, bottom.parameter, words.parameter,
                confidence.parameter, source.parameter, rule.parameter,
            ])
    }

    /// a field's normalised value; evidence is NULL where it was derived. Errors: 45409 lease_lost.
    public func fieldPut(
        lease: Lease, name: String, kind: String, value: String, raw: String?, page: Int?, left: Int?, top: Int?,
        right: Int?, bottom: Int?, words: String?, confidence: DecimalText, source: String, rule: String
    ) throws(DatabaseError) {
        _ = try database.part(
            "CALL field_put(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [
                lease.job.parameter, lease.worker.parameter, lease.fence.parameter, name.parameter, kind.parameter,
                value.parameter, raw.parameter, page.parameter, left.parameter, top.parameter, right.parameter,
                bottom.parameter, words.parameter, confidence.parameter, source.parameter, rule.parameter,
            ])
    }

    /// the verdict on a document, 'approved' or 'manual_review'. Errors: 45409 lease_lost; 45422
    /// decision_invalid.
    public func documentEvaluate(
        lease: Lease, quality: DecimalText, accuracy: DecimalText, decision: String, findings: String
    ) throws(DatabaseError) {
        _ = try database.part(
            "CALL document_evaluate(?,?,?,?,?,?,?)",
            [
                lease.job.parameter, lease.worker.parameter, lease.fence.parameter, quality.parameter,
                accuracy.parameter, decision.parameter, findings.parameter,
            ])
    }

    /// the effect of a probe: an event with the job's number and the microsecond since 1970 at which the worker
    /// began. Errors: 45409 lease_lost.
    public func probeComplete(lease: Lease, startedUs: Int) throws(DatabaseError) {
        _ = try database.part(
            "CALL probe_complete(?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, startedUs.parameter])
    }

}
