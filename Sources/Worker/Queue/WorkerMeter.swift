import Domain
import Persistence
import Platform
import Synchronization

/// What this process measured of its jobs since it last told the database.
final class WorkerMeter: Sendable {
    /// Seconds; a wait is short where all is well, the work of a step may take minutes.
    private static let waitBounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 1800]
    private static let durationBounds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]
    /// Stands for all that is longer.
    private static let longest = 9_999_999.0

    private struct Measures {
        var wait = Histogram(bounds: WorkerMeter.waitBounds)
        var duration = Histogram(bounds: WorkerMeter.durationBounds)
        var finished: [Int64: Int] = [:]
    }

    private let measures = Mutex<[String: Measures]>([:])

    func add(_ job: HeldJob, seconds: Double) {
        let minute = Clock.milliseconds() / 60_000
        measures.withLock { all in
            all[job.claim.queue, default: Measures()].wait.add(Double(job.claim.waitedMs) / 1000)
            all[job.claim.queue]?.duration.add(seconds)
            all[job.claim.queue]?.finished[minute, default: 0] += 1
        }
    }

    /// Adds it to what all workers measured. What cannot be told is forgotten: it must not cost work.
    func report(_ session: WorkerSession, worker: Int) throws(DatabaseError) {
        let taken = measures.withLock { all in
            let taken = all
            all = [:]
            return taken
        }
        guard !taken.isEmpty else { return }
        var histograms: [String] = []
        var finished: [String] = []
        for (queue, measures) in taken {
            histograms += Self.rows(queue, "wait", measures.wait) + Self.rows(queue, "duration", measures.duration)
            finished += measures.finished.map { "[\"\(queue)\",\($0.key),\($0.value)]" }
        }
        try session.workerReport(
            worker: worker, histograms: "[\(histograms.joined(separator: ","))]",
            finished: "[\(finished.joined(separator: ","))]")
    }

    private static func rows(_ queue: String, _ metric: String, _ histogram: Histogram) -> [String] {
        histogram.counts.indices.filter { histogram.counts[$0] > 0 }.map { index in
            let bound = index < histogram.bounds.count ? histogram.bounds[index] : longest
            return "[\"\(queue)\",\"\(metric)\",\(bound),\(histogram.counts[index]),\(histogram.seconds[index])]"
        }
    }
}
