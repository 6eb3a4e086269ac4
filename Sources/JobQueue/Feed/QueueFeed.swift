import Domain
import Persistence
import Platform

/// Gives the jobs of a queue to the slots of this process; what each slot does when is ``FeedState``'s.
final class QueueFeed: Sendable {
    let queue: String
    private let worker: Int
    private let keeper: LeaseKeeper
    private let gate: ClaimGate
    private let bell: Doorbell.Listener?
    private let stopped: @Sendable () -> Bool
    private let state = Guarded(FeedState<HeldJob>())

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
        let look = { (state: inout FeedState<HeldJob>) in state.step(isStopped: self.stopped()) }
        // This slot itself does what has come to be done.
        state.change(wakes: false) { $0.arrive(ended: ended) }
        var step = state.wait(look)
        while true {
            switch step {
            case .take(let job): return job
            case .leave: return nil
            case .ask(let question):
                do throws(DatabaseError) {
                    let claimed = try claim(question, session)
                    step = state.change({ $0.answered(question, with: claimed) }, thenWait: look)
                } catch {
                    state.change { $0.failed(question) }
                    throw error
                }
            case .listen:
                listen()
                // Who heard the bell asks: another slot would first have to be woken.
                step = state.change({ $0.heard() }, thenWait: look)
            }
        }
    }

    /// Says that jobs are ready; the slot that listens asks for them.
    func hint() { bell?.ring() }

    /// Has all slots look again, as when the worker stops.
    func wake() { state.change { _ in } }

    private func claim(
        _ question: FeedState<HeldJob>.Question, _ session: WorkerSession
    ) throws(DatabaseError) -> [HeldJob] {
        let leases = LeaseList.json(question.done.map(\.lease))
        return try gate.claiming { () throws(DatabaseError) in
            let rows = try session.jobsClaim(worker: worker, queue: queue, count: question.count, done: leases)
            for job in question.done { keeper.remove(job) }
            let claimed = rows.map { HeldJob($0, worker: worker) }
            for job in claimed { keeper.add(job) }
            return claimed
        }
    }

    /// The bell only hints, so the poll is always on; a slow one where the housekeeper rings too, which looks every second or
    /// two.
    private func listen() {
        if let bell {
            _ = bell.wait(seconds: Double.random(in: 4...8))
        } else {
            Clock.sleep(seconds: Double.random(in: 0.5...1.5))
        }
    }
}
