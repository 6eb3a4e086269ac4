// Made by bin/generate from sql/routines/service/event_retention.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/eventRetire``.
public struct EventRetireRow: Sendable {
    /// `forgotten`, INT.
    public let forgotten: Int

    init(_ row: Row) throws(DatabaseError) {
        forgotten = try row.get(0)
    }
}

extension AdminSession {
    /// how long events are kept, in seconds, and how many at the most, of a tenant (NULL: of all that have no
    /// policy of their own). NULL for both gives a tenant back to that of all.
    /// Errors: 45404 tenant_unknown; 45422 event_keep_invalid.
    public func eventKeepSet(tenantSlug: String?, keepS: Int?, keepCount: Int?) throws(DatabaseError) {
        _ = try database.change(
            "CALL event_keep_set(?,?,?)", [tenantSlug.parameter, keepS.parameter, keepCount.parameter])
    }

}

extension WorkerSession {
    /// forgets events that are older than their tenant's policy keeps, or more than it keeps; of each tenant up to
    /// p_count of the oldest, in a transaction of its own. forgotten: how many; again while it is as many as p_count.
    public func eventRetire(count: Int) throws(DatabaseError) -> EventRetireRow {
        try EventRetireRow(
            Database.one(
                database.change(
                    "CALL event_retire(?)", [count.parameter])))
    }

}
