// Made by bin/generate from sql/routines/queue/queue_set.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension AdminSession {
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

}
