// Made by bin/generate from sql/routines/documents/field.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

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
    public let words: [Int]?
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
        words = try row.decodeOptional(9, "field_list.words")
        confidence = try row.get(10)
        source = try row.get(11)
        rule = try row.get(12)
    }
}

extension WorkerSession {
    /// the fields of the job's document. Errors: 45409 lease_lost.
    public func fieldList(lease: Lease) throws(DatabaseError) -> [FieldListRow] {
        try Database.all(
            database.read(
                "CALL field_list(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter]),
            as: FieldListRow.init)
    }

}

extension WorkerTransaction {
    /// normalised values of fields of the job's document, in the form of predictions_put; evidence is left out where
    /// a value was derived. A later one replaces an earlier of its name. Errors: 45409 lease_lost.
    public func fieldsPut(lease: Lease, fields: String) throws(DatabaseError) {
        _ = try database.part(
            "CALL fields_put(?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, fields.parameter])
    }

}
