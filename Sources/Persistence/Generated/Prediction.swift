// Made by bin/generate from sql/routines/documents/prediction.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

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
    public let words: [Int]
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
        words = try row.decode(7, "prediction_list.words")
        confidence = try row.get(8)
        source = try row.get(9)
        rule = try row.get(10)
    }
}

extension WorkerSession {
    /// the predictions for the job's document. Errors: 45409 lease_lost.
    public func predictionList(lease: Lease) throws(DatabaseError) -> [PredictionListRow] {
        try Database.all(
            database.read(
                "CALL prediction_list(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter]),
            as: PredictionListRow.init)
    }

}

extension WorkerTransaction {
    /// raw text that is taken for fields of the job's document, as an array of objects named like the columns,
    /// box as [left, top, right, bottom]; what is NULL is left out, confidence is text, so that it passes through no binary
    /// fraction. A later one replaces an earlier of its name. Errors: 45409 lease_lost.
    public func predictionsPut(lease: Lease, predictions: String) throws(DatabaseError) {
        _ = try database.part(
            "CALL predictions_put(?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, predictions.parameter])
    }

}
