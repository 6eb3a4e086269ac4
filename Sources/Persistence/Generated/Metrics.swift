// Made by bin/generate from sql/routines/service/metrics.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/metricsQueues``.
public struct MetricsQueuesRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String
    /// `scheduled`, INT.
    public let scheduled: Int
    /// `waiting`, INT.
    public let waiting: Int
    /// `ready`, INT.
    public let ready: Int
    /// `running`, INT.
    public let running: Int
    /// `failed`, INT.
    public let failed: Int
    /// `dead`, INT.
    public let dead: Int
    /// `enqueued_total`, INT.
    public let enqueuedTotal: Int
    /// `done_total`, INT.
    public let doneTotal: Int
    /// `retried_total`, INT.
    public let retriedTotal: Int
    /// `given_up_total`, INT.
    public let givenUpTotal: Int
    /// `cancelled_total`, INT.
    public let cancelledTotal: Int
    /// `crashed_total`, INT.
    public let crashedTotal: Int
    /// `oldest_ready_s`, DECIMAL.
    public let oldestReadyS: DecimalText
    /// `longest_running_s`, DECIMAL.
    public let longestRunningS: DecimalText
    /// `last_done_at`, DATETIME or NULL.
    public let lastDoneAt: Timestamp?

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
        scheduled = try row.get(1)
        waiting = try row.get(2)
        ready = try row.get(3)
        running = try row.get(4)
        failed = try row.get(5)
        dead = try row.get(6)
        enqueuedTotal = try row.get(7)
        doneTotal = try row.get(8)
        retriedTotal = try row.get(9)
        givenUpTotal = try row.get(10)
        cancelledTotal = try row.get(11)
        crashedTotal = try row.get(12)
        oldestReadyS = try row.get(13)
        longestRunningS = try row.get(14)
        lastDoneAt = try row.getOptional(15)
    }
}

/// A row of ``AppSession/metricsHistograms``.
public struct MetricsHistogramsRow: Sendable {
    /// `queue`, VARCHAR.
    public let queue: String
    /// `metric`, VARCHAR.
    public let metric: String
    /// `up_to`, DECIMAL.
    public let upTo: DecimalText
    /// `observations`, INT.
    public let observations: Int
    /// `seconds`, DECIMAL.
    public let seconds: DecimalText

    init(_ row: Row) throws(DatabaseError) {
        queue = try row.get(0)
        metric = try row.get(1)
        upTo = try row.get(2)
        observations = try row.get(3)
        seconds = try row.get(4)
    }
}

/// A row of ``AppSession/metricsWorkers``.
public struct MetricsWorkersRow: Sendable {
    /// `workers`, INT.
    public let workers: Int
    /// `busy`, INT.
    public let busy: Int
    /// `second_engine_losses`, INT.
    public let secondEngineLosses: Int

    init(_ row: Row) throws(DatabaseError) {
        workers = try row.get(0)
        busy = try row.get(1)
        secondEngineLosses = try row.get(2)
    }
}

extension AppSession {
    /// what /metrics tells of the queues, over all tenants.
    public func metricsQueues() throws(DatabaseError) -> [MetricsQueuesRow] {
        try Database.all(
            database.read(
                "CALL metrics_queues()", []), as: MetricsQueuesRow.init)
    }

    /// how long jobs waited and were worked on, in buckets that are not yet added up.
    public func metricsHistograms() throws(DatabaseError) -> [MetricsHistogramsRow] {
        try Database.all(
            database.read(
                "CALL metrics_histograms()", []), as: MetricsHistogramsRow.init)
    }

    /// workers heard of in the last two minutes, the jobs that run in them, and what all workers counted.
    public func metricsWorkers() throws(DatabaseError) -> MetricsWorkersRow {
        try MetricsWorkersRow(
            Database.one(
                database.read(
                    "CALL metrics_workers()", [])))
    }

}

extension WorkerSession {
    /// adds up what a worker measured since its last report. p_histograms: [[queue, 'wait' | 'duration', up_to,
    /// observations, seconds], …]; p_finished: [[queue, minute since 1970, jobs], …]; p_losses: pages at
    /// which the line reader was lost.
    public func workerReport(worker: Int, histograms: String, finished: String, losses: Int) throws(DatabaseError) {
        _ = try database.change(
            "CALL worker_report(?,?,?,?)",
            [worker.parameter, histograms.parameter, finished.parameter, losses.parameter])
    }

}
