// Made by bin/generate from sql/routines/queue_admin.sql. Change that file, then run bin/generate.

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
    /// has nothing more claimed, from a queue (p_tenant_slug NULL), of a tenant (p_queue NULL), or of a tenant in a
    /// queue. Jobs under way go on; new ones wait. It lasts over restarts. Errors: 45404 queue_unknown, tenant_unknown; 45409
    /// tenant_closed; 45422 queue_or_tenant_missing.
    public func queuePause(queue: String?, tenantSlug: String?, paused: Bool) throws(DatabaseError) {
        _ = try database.change(
            "CALL queue_pause(?,?,?)", [queue.parameter, tenantSlug.parameter, paused.parameter])
    }

    /// a tenant's weight beside the others and its window (jobs that run at once) in a queue; NULL leaves one as it
    /// is, a window of 0 is what the queue and the package have. Errors: 45404 queue_unknown, tenant_unknown; 45422 share_invalid.
    public func queueShare(queue: String, tenantSlug: String, weight: Int?, window: Int?) throws(DatabaseError) {
        _ = try database.change(
            "CALL queue_share(?,?,?,?)", [queue.parameter, tenantSlug.parameter, weight.parameter, window.parameter])
    }

    /// what a limit key of a queue may: jobs under way at once, jobs begun in a period; NULL: as the queue says.
    /// p_tenant_slug NULL: one key shared by all tenants, such as a provider's. Jobs that are made later mind it.
    /// Errors: 45404 queue_unknown, tenant_unknown; 45422 limit_invalid.
    public func queueLimit(
        queue: String, tenantSlug: String?, name: String, maxRunning: Int?, rateCount: Int?, ratePeriodS: Int?
    ) throws(DatabaseError) {
        _ = try database.change(
            "CALL queue_limit(?,?,?,?,?,?)",
            [
                queue.parameter, tenantSlug.parameter, name.parameter, maxRunning.parameter, rateCount.parameter,
                ratePeriodS.parameter,
            ])
    }

    /// changes one setting of a queue's policy: max_attempts, max_crashes, retry_delay_s, retry_delay_max_s,
    /// retry_delays_s (a JSON array, or empty for doubling), retry_jitter, time_limit_s, lease_s, tenant_window (which becomes
    /// every tenant's), key_max_running, key_rate (count/seconds), step_key, keep_finished_s, keep_history_s.
    /// Errors: 45404 queue_unknown, setting_unknown; 45422 setting_invalid.
    public func queueSet(queue: String, setting: String, value: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL queue_set(?,?,?)", [queue.parameter, setting.parameter, value.parameter])
    }

    /// a job of its own, for no document. p_delay_s NULL: at once. p_unique: where a job of that key has not ended,
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
