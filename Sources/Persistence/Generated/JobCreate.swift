// Made by bin/generate from sql/routines/queue/job_create.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/jobCreate``.
public struct JobCreateRow: Sendable {
    /// `job`, BIGINT.
    public let job: Int
    /// `is_new`, BOOLEAN.
    public let isNew: Bool

    init(_ row: Row) throws(DatabaseError) {
        job = try row.get(0)
        isNew = try row.get(1)
    }
}

extension AdminSession {
    /// a job of its own, about nothing. p_delay_s NULL: at once. p_unique: where a job of that key has not ended,
    /// that one is given and is_new is false. Errors: 45404 tenant_unknown, queue_unknown; 45422 priority_invalid.
    public func jobCreate(
        tenantSlug: String, queue: String, kind: String, payload: String?, priority: Int, delayS: Int?, unique: String?,
        limit: String?
    ) throws(DatabaseError) -> JobCreateRow {
        try JobCreateRow(
            Database.one(
                database.change(
                    "CALL job_create(?,?,?,?,?,?,?,?)",
                    [
                        tenantSlug.parameter, queue.parameter, kind.parameter, payload.parameter, priority.parameter,
                        delayS.parameter, unique.parameter, limit.parameter,
                    ])))
    }

    /// p_count jobs alike, in one transaction, such as to measure a queue with. At most 100,000.
    /// Errors: 45404 tenant_unknown, queue_unknown; 45422 count_invalid.
    public func jobCreateMany(
        tenantSlug: String, queue: String, kind: String, payload: String?, priority: Int, count: Int
    ) throws(DatabaseError) {
        _ = try database.change(
            "CALL job_create_many(?,?,?,?,?,?)",
            [
                tenantSlug.parameter, queue.parameter, kind.parameter, payload.parameter, priority.parameter,
                count.parameter,
            ])
    }

}
