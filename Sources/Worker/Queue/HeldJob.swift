import Domain
import Persistence
import Platform
import Synchronization

/// A job under way. The keeper of leases and the job's own thread both look at it.
final class HeldJob: Sendable {
    let lease: Lease
    let claim: JobClaimRow
    /// Monotonic second at which the attempt's time is over.
    let deadline: Double
    private let isLost = Atomic<Bool>(false)
    private let isGivenBack = Atomic<Bool>(false)
    private let isWorkDone = Atomic<Bool>(false)

    init(_ claim: JobClaimRow, worker: Int) {
        self.claim = claim
        lease = Lease(job: claim.job, worker: worker, fence: claim.fence)
        deadline = Clock.monotonic() + Double(claim.timeLimitS)
    }

    /// Another worker may have the job: end the work and write nothing.
    func lose() { isLost.store(true, ordering: .relaxed) }

    /// The worker stops: end the work and put the job back.
    func giveBack() { isGivenBack.store(true, ordering: .relaxed) }

    /// Only writing is left, which may wait for the database longer than the work itself may take.
    func endWork() { isWorkDone.store(true, ordering: .relaxed) }

    /// Neither finished nor heeding the limit.
    func ignoresLimit(patience: Double) -> Bool {
        !isWorkDone.load(ordering: .relaxed) && secondsLeft < -patience
    }

    var lost: Bool { isLost.load(ordering: .relaxed) }
    var givenBack: Bool { isGivenBack.load(ordering: .relaxed) }
    var secondsLeft: Double { deadline - Clock.monotonic() }

    /// Asked many times a second by the work itself.
    var isCancelled: Bool { lost || givenBack || secondsLeft < 0 }
}
