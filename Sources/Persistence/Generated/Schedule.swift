// Made by bin/generate from sql/routines/queue/schedule.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/scheduleList``.
public struct ScheduleListRow: Sendable {
    /// `tenant_slug`, VARCHAR.
    public let tenantSlug: String
    /// `name`, VARCHAR.
    public let name: String
    /// `cron`, VARCHAR.
    public let cron: String
    /// `queue`, VARCHAR.
    public let queue: String
    /// `kind`, VARCHAR.
    public let kind: String
    /// `next_at`, DATETIME or NULL.
    public let nextAt: Timestamp?
    /// `last_at`, DATETIME or NULL.
    public let lastAt: Timestamp?
    /// `error`, VARCHAR or NULL.
    public let error: String?

    init(_ row: Row) throws(DatabaseError) {
        tenantSlug = try row.get(0)
        name = try row.get(1)
        cron = try row.get(2)
        queue = try row.get(3)
        kind = try row.get(4)
        nextAt = try row.getOptional(5)
        lastAt = try row.getOptional(6)
        error = try row.getOptional(7)
    }
}

/// A row of ``WorkerSession/scheduleDue``.
public struct ScheduleDueRow: Sendable {
    /// `schedule`, INT.
    public let schedule: Int
    /// `cron`, VARCHAR.
    public let cron: String
    /// `next_at`, DATETIME or NULL.
    public let nextAt: Timestamp?

    init(_ row: Row) throws(DatabaseError) {
        schedule = try row.get(0)
        cron = try row.get(1)
        nextAt = try row.getOptional(2)
    }
}

extension AdminSession {
    /// a recurring job of a tenant, or a change of one. p_cron: minute hour day month weekday, or @hourly, @daily,
    /// @weekly, @monthly; in UTC. Errors: 45404 tenant_unknown, queue_unknown.
    public func scheduleSet(
        tenantSlug: String, name: String, cron: String, queue: String, kind: String, payload: String?, priority: Int
    ) throws(DatabaseError) {
        _ = try database.change(
            "CALL schedule_set(?,?,?,?,?,?,?)",
            [
                tenantSlug.parameter, name.parameter, cron.parameter, queue.parameter, kind.parameter,
                payload.parameter, priority.parameter,
            ])
    }

    /// ends a recurring job; one that is under way goes on. Errors: 45404 tenant_unknown, schedule_unknown.
    public func scheduleRemove(tenantSlug: String, name: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL schedule_remove(?,?)", [tenantSlug.parameter, name.parameter])
    }

    /// all recurring jobs. error: why one is not run.
    public func scheduleList() throws(DatabaseError) -> [ScheduleListRow] {
        try Database.all(
            database.read(
                "CALL schedule_list()", []), as: ScheduleListRow.init)
    }

}

extension WorkerSession {
    /// the recurring jobs of a queue whose time has come, or is not worked out yet. schedule tells them apart.
    public func scheduleDue(queue: String) throws(DatabaseError) -> [ScheduleDueRow] {
        try Database.all(
            database.read(
                "CALL schedule_due(?)", [queue.parameter]), as: ScheduleDueRow.init)
    }

    /// makes the job of a recurring one whose date was p_expected and moves the date to p_next; where another
    /// worker has done so, nothing. p_expected NULL: only the date is set. A time that comes while the last job has not ended
    /// makes no second one. p_error: it cannot be run, and why.
    public func scheduleAdvance(schedule: Int, expected: Timestamp?, next: Timestamp?, error: String?)
        throws(DatabaseError)
    {
        _ = try database.change(
            "CALL schedule_advance(?,?,?,?)", [schedule.parameter, expected.parameter, next.parameter, error.parameter])
    }

}
