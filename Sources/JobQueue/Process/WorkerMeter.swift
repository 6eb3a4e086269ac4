import Domain
import Persistence
import Platform
import Synchronization

/// What this process measured of its jobs since it last told the database.
public final class WorkerMeter: Sendable {
    private struct Measures {
        var wait = Histogram(bounds: Histogram.waitBounds)
        var duration = Histogram(bounds: Histogram.durationBounds)
        var finished: [Int64: Int] = [:]
    }

    private let measures = Mutex<[String: Measures]>([:])
    private let losses = Atomic<Int>(0)

    /// A page at which the line reader was lost.
    public func addLoss() { losses.add(1, ordering: .relaxed) }

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
        let lost = losses.exchange(0, ordering: .relaxed)
        guard !taken.isEmpty || lost > 0 else { return }
        var histograms: [String] = []
        var finished: [String] = []
        for (queue, measures) in taken {
            histograms += Self.rows(queue, "wait", measures.wait) + Self.rows(queue, "duration", measures.duration)
            finished += measures.finished.map { "[\"\(queue)\",\($0.key),\($0.value)]" }
        }
        try session.workerReport(
            worker: worker, histograms: "[\(histograms.joined(separator: ","))]",
            finished: "[\(finished.joined(separator: ","))]", losses: lost)
    }

    private static func rows(_ queue: String, _ metric: String, _ histogram: Histogram) -> [String] {
        histogram.counts.indices.filter { histogram.counts[$0] > 0 }.map { index in
            let bound = index < histogram.bounds.count ? histogram.bounds[index] : Histogram.longest
            return "[\"\(queue)\",\"\(metric)\",\(bound),\(histogram.counts[index]),\(histogram.seconds[index])]"
        }
    }
}
