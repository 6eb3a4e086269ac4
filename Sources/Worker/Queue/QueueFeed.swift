import Domain
import Persistence
import Platform

/// Hands the jobs of a queue to the slots of this process. One slot at a time asks the database, for all that are free,
/// and in the same transaction ends what slots finished meanwhile: many slots cost few transactions.
final class QueueFeed: @unchecked Sendable {
    let queue: String
    private let worker: Int
    private let keeper: LeaseKeeper
    private let gate: ClaimGate
    private let bell: Doorbell.Listener?
    private let stopped: @Sendable () -> Bool

    private let monitor = Monitor()
    private var jobs: [HeldJob] = []
    private var finished: [HeldJob] = []
    private var waiting = 0
    private var isAsking = false
    private var isListening = false

    init(
        queue: String, worker: Int, keeper: LeaseKeeper, gate: ClaimGate, bell: Doorbell.Listener?,
        stopped: @escaping @Sendable () -> Bool
    ) {
        self.queue = queue
        self.worker = worker
        self.keeper = keeper
        self.gate = gate
        self.bell = bell
        self.stopped = stopped
    }

    /// The next job for a slot; nil when the worker stops. `ended` wrote nothing and ends with the next transaction.
    /// Throws what the database refuses.
    func next(ended: HeldJob?, _ session: WorkerSession) throws(DatabaseError) -> HeldJob? {
        monitor.lock()
        defer { monitor.unlock() }
        if let ended { finished.append(ended) }
        waiting += 1
        defer { waiting -= 1 }
        while true {
            if let job = jobs.popLast() { return job }
            if stopped(), finished.isEmpty { return nil }
            if isAsking || (isListening && finished.isEmpty) {
                monitor.wait()
            } else {
                let hadEnded = !finished.isEmpty
                try ask(session)
                // A claim that also ends jobs does not wait for a tenant's turn; ask once more without.
                if hadEnded, jobs.isEmpty, !stopped() { continue }
                if jobs.isEmpty, finished.isEmpty, !isAsking, !isListening, !stopped() { listen() }
            }
        }
    }

    /// Says that jobs are ready; who listens asks for them.
    func hint() { bell?.ring() }

    /// Wakes all slots, as when the worker stops.
    func wake() {
        monitor.lock()
        monitor.broadcast()
        monitor.unlock()
    }

    private func ask(_ session: WorkerSession) throws(DatabaseError) {
        let done = finished
        // Who listens takes no job before its bell rings.
        let count = stopped() ? 0 : max(1, waiting - (isListening ? 1 : 0))
        finished = []
        isAsking = true
        monitor.unlock()
        let answer = Result { () throws(DatabaseError) in try claim(count, done, session) }
        monitor.lock()
        isAsking = false
        monitor.broadcast()
        switch answer {
        case .success(let claimed): jobs += claimed.reversed()
        case .failure(let error):
            // Ended again with the next: one that did end is passed over.
            finished += done
            throw error
        }
    }

    private func claim(
        _ count: Int, _ done: [HeldJob], _ session: WorkerSession
    ) throws(DatabaseError) -> [HeldJob] {
        let leases = "[" + done.map { "[\($0.lease.job),\($0.lease.fence)]" }.joined(separator: ",") + "]"
        return try gate.claiming { () throws(DatabaseError) in
            let rows = try session.jobsClaim(worker: worker, queue: queue, count: count, done: leases)
            for job in done { keeper.remove(job) }
            let claimed = rows.map { HeldJob($0, worker: worker) }
            for job in claimed { keeper.add(job) }
            return claimed
        }
    }

    /// The bell only hints, so the poll is always on; a slow one where the housekeeper rings too, which looks every second or two.
    private func listen() {
        isListening = true
        monitor.unlock()
        if let bell {
            _ = bell.wait(seconds: Double.random(in: 4...8))
        } else {
            Clock.sleep(seconds: Double.random(in: 0.5...1.5))
        }
        monitor.lock()
        isListening = false
        monitor.broadcast()
    }
}
