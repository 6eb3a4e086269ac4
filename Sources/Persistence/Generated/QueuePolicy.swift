// Made by bin/generate from sql/routines/queue/queue_policy.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/queuePolicy``.
public struct QueuePolicyRow: Sendable {
    /// `max_attempts`, INT.
    public let maxAttempts: Int
    /// `max_crashes`, INT.
    public let maxCrashes: Int
    /// `retry_delay_s`, INT.
    public let retryDelayS: Int
    /// `retry_delay_max_s`, INT.
    public let retryDelayMaxS: Int
    /// `retry_delays_s`, VARCHAR or NULL.
    public let retryDelaysS: String?
    /// `retry_jitter`, DECIMAL.
    public let retryJitter: DecimalText
    /// `time_limit_s`, INT.
    public let timeLimitS: Int
    /// `lease_s`, INT.
    public let leaseS: Int
    /// `tenant_window`, INT.
    public let tenantWindow: Int
    /// `key_max_running`, INT or NULL.
    public let keyMaxRunning: Int?
    /// `key_rate`, VARCHAR or NULL.
    public let keyRate: String?
    /// `step_key`, VARCHAR or NULL.
    public let stepKey: String?
    /// `keep_finished_s`, INT.
    public let keepFinishedS: Int
    /// `keep_history_s`, INT.
    public let keepHistoryS: Int
    /// `paused_at`, DATETIME or NULL.
    public let pausedAt: Timestamp?

    init(_ row: Row) throws(DatabaseError) {
        maxAttempts = try row.get(0)
        maxCrashes = try row.get(1)
        retryDelayS = try row.get(2)
        retryDelayMaxS = try row.get(3)
        retryDelaysS = try row.getOptional(4)
        retryJitter = try row.get(5)
        timeLimitS = try row.get(6)
        leaseS = try row.get(7)
        tenantWindow = try row.get(8)
        keyMaxRunning = try row.getOptional(9)
        keyRate = try row.getOptional(10)
        stepKey = try row.getOptional(11)
        keepFinishedS = try row.get(12)
        keepHistoryS = try row.get(13)
        pausedAt = try row.getOptional(14)
    }
}

/// A row of ``AdminSession/queueLimits``.
public struct QueueLimitsRow: Sendable {
    /// `name`, VARCHAR.
    public let name: String
    /// `tenant_slug`, VARCHAR or NULL.
    public let tenantSlug: String?
    /// `max_running`, INT or NULL.
    public let maxRunning: Int?
    /// `rate`, VARCHAR or NULL.
    public let rate: String?
    /// `admitted`, INT.
    public let admitted: Int
    /// `waiting`, INT.
    public let waiting: Int

    init(_ row: Row) throws(DatabaseError) {
        name = try row.get(0)
        tenantSlug = try row.getOptional(1)
        maxRunning = try row.getOptional(2)
        rate = try row.getOptional(3)
        admitted = try row.get(4)
        waiting = try row.get(5)
    }
}

extension AdminSession {
    /// the settings of a queue, as queue_set takes them. Errors: 45404 queue_unknown.
    public func queuePolicy(queue: String) throws(DatabaseError) -> QueuePolicyRow {
        try QueuePolicyRow(
            Database.one(
                database.read(
                    "CALL queue_policy(?)", [queue.parameter])))
    }

    /// the limit keys of a queue that have bounds or jobs, those with the most waiting first; at most p_count.
    /// tenant_slug is NULL where all tenants share the key. Errors: 45404 queue_unknown.
    public func queueLimits(queue: String, count: Int) throws(DatabaseError) -> [QueueLimitsRow] {
        try Database.all(
            database.read(
                "CALL queue_limits(?,?)", [queue.parameter, count.parameter]), as: QueueLimitsRow.init)
    }

}
