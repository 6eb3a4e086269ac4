import Domain
import Persistence
import Platform
import Synchronization

/// A job under way. The keeper of leases and the job's own thread both look at it.
public final class HeldJob: Sendable {
    /// The capability of every call about the job.
    public let lease: Lease
    /// What the queue knows of it: its kind of work, what it is about, its payload.
    public let claim: JobsClaimRow
    /// Monotonic second at which the attempt's time is over.
    private let deadline: Atomic<UInt64>
    private let isLost = Atomic<Bool>(false)
    private let isGivenBack = Atomic<Bool>(false)
    private let isWorkDone = Atomic<Bool>(false)

    init(_ claim: JobsClaimRow, worker: Int) {
        self.claim = claim
        lease = Lease(job: claim.job, worker: worker, fence: claim.fence)
        deadline = Atomic((Clock.monotonic() + Double(claim.timeLimitS)).bitPattern)
    }

    /// Asked many times a second by the work itself: end it, and write nothing.
    public var isCancelled: Bool { standing != .held }

    /// What the attempt has left of its time; less than 0 once it is over.
    public var secondsLeft: Double { Double(bitPattern: deadline.load(ordering: .relaxed)) - Clock.monotonic() }

    /// How the job stands, whatever its work does.
    var standing: JobStanding {
        if isLost.load(ordering: .relaxed) { return .lost }
        if isGivenBack.load(ordering: .relaxed) { return .givenBack }
        return secondsLeft < 0 ? .overdue : .held
    }

    /// The attempt's time counts from now: a job claimed with others may have waited for a thread.
    func begin() {
        deadline.store((Clock.monotonic() + Double(claim.timeLimitS)).bitPattern, ordering: .relaxed)
    }

    /// Another worker may have the job, or it was cancelled.
    func lose() { isLost.store(true, ordering: .relaxed) }

    /// The worker stops: the job goes back.
    func giveBack() { isGivenBack.store(true, ordering: .relaxed) }

    /// Only writing is left, which may wait for the database longer than the work itself may take.
    func endWork() { isWorkDone.store(true, ordering: .relaxed) }

    /// Neither finished nor heeding the limit.
    func ignoresLimit(patience: Double) -> Bool {
        !isWorkDone.load(ordering: .relaxed) && secondsLeft < -patience
    }

    /// What every log line about a job says.
    var fields: KeyValuePairs<String, String> {
        [
            "tenant": claim.tenantSlug, claim.subjectKind ?? "subject": claim.subjectId.map { "\($0)" } ?? "",
            "step": claim.kind, "job": "\(lease.job)",
        ]
    }
}

/// How a job stands for the worker that took it.
enum JobStanding: Equatable {
    /// Its work may go on.
    case held
    /// Another may have it, or it was cancelled.
    case lost
    /// The worker stops.
    case givenBack
    /// Its time is over.
    case overdue
}
