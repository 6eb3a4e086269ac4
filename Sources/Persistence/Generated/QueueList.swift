// Made by bin/generate from sql/routines/queue/queue_list.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/queueList``.
public struct QueueListRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String
    /// `max_attempts`, INT.
    public let maxAttempts: Int
    /// `retry_delay_s`, INT.
    public let retryDelayS: Int
    /// `time_limit_s`, INT.
    public let timeLimitS: Int
    /// `lease_s`, INT.
    public let leaseS: Int
    /// `tenant_window`, INT.
    public let tenantWindow: Int
    /// `paused`, BOOLEAN.
    public let paused: Bool
    /// `scheduled`, INT.
    public let scheduled: Int
    /// `waiting`, INT.
    public let waiting: Int
    /// `ready`, INT.
    public let ready: Int
    /// `running`, INT.
    public let running: Int
    /// `done`, INT.
    public let done: Int
    /// `failed`, INT.
    public let failed: Int
    /// `dead`, INT.
    public let dead: Int
    /// `cancelled`, INT.
    public let cancelled: Int
    /// `oldest_ready_s`, INT or NULL.
    public let oldestReadyS: Int?
    /// `longest_running_s`, INT or NULL.
    public let longestRunningS: Int?
    /// `finished_5min`, INT.
    public let finished5min: Int

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
        maxAttempts = try row.get(1)
        retryDelayS = try row.get(2)
        timeLimitS = try row.get(3)
        leaseS = try row.get(4)
        tenantWindow = try row.get(5)
        paused = try row.get(6)
        scheduled = try row.get(7)
        waiting = try row.get(8)
        ready = try row.get(9)
        running = try row.get(10)
        done = try row.get(11)
        failed = try row.get(12)
        dead = try row.get(13)
        cancelled = try row.get(14)
        oldestReadyS = try row.getOptional(15)
        longestRunningS = try row.getOptional(16)
        finished5min = try row.get(17)
    }
}

/// A row of ``AdminSession/queueTenants``.
public struct QueueTenantsRow: Sendable {
    /// `tenant_slug`, VARCHAR.
    public let tenantSlug: String
    /// `scheduled`, INT.
    public let scheduled: Int
    /// `waiting`, INT.
    public let waiting: Int
    /// `ready`, INT.
    public let ready: Int
    /// `running`, INT.
    public let running: Int
    /// `weight`, INT.
    public let weight: Int
    /// `window`, INT.
    public let window: Int
    /// `paused`, BOOLEAN.
    public let paused: Bool

    init(_ row: Row) throws(DatabaseError) {
        tenantSlug = try row.get(0)
        scheduled = try row.get(1)
        waiting = try row.get(2)
        ready = try row.get(3)
        running = try row.get(4)
        weight = try row.get(5)
        window = try row.get(6)
        paused = try row.get(7)
    }
}

/// A row of ``AdminSession/queueJobs``.
public struct QueueJobsRow: Sendable {
    /// `job`, BIGINT.
    public let job: Int
    /// `tenant_slug`, VARCHAR.
    public let tenantSlug: String
    /// `kind`, VARCHAR.
    public let kind: String
    /// `subject_kind`, VARCHAR or NULL.
    public let subjectKind: String?
    /// `subject_id`, UUID or NULL.
    public let subjectId: Identifier?
    /// `label`, VARCHAR or NULL.
    public let label: String?
    /// `seconds`, INT.
    public let seconds: Int
    /// `failures`, INT.
    public let failures: Int
    /// `crashes`, INT.
    public let crashes: Int
    /// `host`, VARCHAR or NULL.
    public let host: String?
    /// `pid`, INT or NULL.
    public let pid: Int?
    /// `error_code`, VARCHAR or NULL.
    public let errorCode: String?

    init(_ row: Row) throws(DatabaseError) {
        job = try row.get(0)
        tenantSlug = try row.get(1)
        kind = try row.get(2)
        subjectKind = try row.getOptional(3)
        subjectId = try row.getOptional(4)
        label = try row.getOptional(5)
        seconds = try row.get(6)
        failures = try row.get(7)
        crashes = try row.get(8)
        host = try row.getOptional(9)
        pid = try row.getOptional(10)
        errorCode = try row.getOptional(11)
    }
}

/// A row of ``AdminSession/jobGet``.
public struct JobGetRow: Sendable {
    /// `job`, BIGINT.
    public let job: Int
    /// `tenant_slug`, VARCHAR.
    public let tenantSlug: String
    /// `queue`, VARCHAR.
    public let queue: String
    /// `kind`, VARCHAR.
    public let kind: String
    /// `subject_kind`, VARCHAR or NULL.
    public let subjectKind: String?
    /// `subject_id`, UUID or NULL.
    public let subjectId: Identifier?
    /// `label`, VARCHAR or NULL.
    public let label: String?
    /// `state`, VARCHAR.
    public let state: String
    /// `priority`, INT.
    public let priority: Int
    /// `failures`, INT.
    public let failures: Int
    /// `crashes`, INT.
    public let crashes: Int
    /// `error_code`, VARCHAR or NULL.
    public let errorCode: String?
    /// `error_detail`, VARCHAR or NULL.
    public let errorDetail: String?
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp
    /// `due_at`, DATETIME or NULL.
    public let dueAt: Timestamp?
    /// `claimed_at`, DATETIME or NULL.
    public let claimedAt: Timestamp?
    /// `finished_at`, DATETIME or NULL.
    public let finishedAt: Timestamp?
    /// `wait_us`, BIGINT or NULL.
    public let waitUs: Int?
    /// `host`, VARCHAR or NULL.
    public let host: String?
    /// `pid`, INT or NULL.
    public let pid: Int?

    init(_ row: Row) throws(DatabaseError) {
        job = try row.get(0)
        tenantSlug = try row.get(1)
        queue = try row.get(2)
        kind = try row.get(3)
        subjectKind = try row.getOptional(4)
        subjectId = try row.getOptional(5)
        label = try row.getOptional(6)
        state = try row.get(7)
        priority = try row.get(8)
        failures = try row.get(9)
        crashes = try row.get(10)
        errorCode = try row.getOptional(11)
        errorDetail = try row.getOptional(12)
        createdAt = try row.get(13)
        dueAt = try row.getOptional(14)
        claimedAt = try row.getOptional(15)
        finishedAt = try row.getOptional(16)
        waitUs = try row.getOptional(17)
        host = try row.getOptional(18)
        pid = try row.getOptional(19)
    }
}

extension AdminSession {
    /// all queues with their policies, depths over all tenants (from counters), the seconds that the first ready job
    /// has been waiting and the longest-running one runs, and the jobs that ended in the last five whole minutes.
    public func queueList() throws(DatabaseError) -> [QueueListRow] {
        try Database.all(
            database.read(
                "CALL queue_list()", []), as: QueueListRow.init)
    }

    /// the tenants of a queue that have jobs there, deepest first, with their shares; at most p_count.
    /// Errors: 45404 queue_unknown.
    public func queueTenants(queue: String, count: Int) throws(DatabaseError) -> [QueueTenantsRow] {
        try Database.all(
            database.read(
                "CALL queue_tenants(?,?)", [queue.parameter, count.parameter]), as: QueueTenantsRow.init)
    }

    /// jobs of a queue in a state, the longest there first; at most p_count. state: 'running', 'ready', 'waiting',
    /// 'scheduled', or ended as 'failed', 'dead', 'cancelled'. seconds: running since the claim, or in the state, or until due
    /// where scheduled. Errors: 45404 queue_unknown; 45422 state_invalid.
    public func queueJobs(queue: String, state: String, count: Int) throws(DatabaseError) -> [QueueJobsRow] {
        try Database.all(
            database.read(
                "CALL queue_jobs(?,?,?)", [queue.parameter, state.parameter, count.parameter]), as: QueueJobsRow.init)
    }

    /// where a job stands. state: that of the queue, or how it ended. wait_us: from its making (or from ready, where it
    /// was made ready again) to its last claim, in microseconds. Errors: 45404 job_unknown.
    public func jobGet(job: Int) throws(DatabaseError) -> JobGetRow {
        try JobGetRow(
            Database.one(
                database.read(
                    "CALL job_get(?)", [job.parameter])))
    }

}
