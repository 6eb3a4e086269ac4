import Domain
import Persistence
import Platform
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Renews the leases of all jobs of this process, on a thread and a connection that no job can block, and ends the
/// process where a job neither finishes nor heeds its time limit.
final class LeaseKeeper: Sendable {
    /// How long past its limit a job may take to notice.
    private static let patience = 15.0

    private let worker: Int
    private let held = Mutex<[Int: HeldJob]>([:])

    init(worker: Int) { self.worker = worker }

    func add(_ job: HeldJob) { held.withLock { $0[job.lease.job] = job } }

    /// Another slot may hold the same job by now, under a later fence.
    func remove(_ job: HeldJob) {
        held.withLock { if $0[job.lease.job] === job { $0[job.lease.job] = nil } }
    }

    /// Puts back what is still held, as the last act of a process.
    func releaseAll(_ session: WorkerSession) {
        for job in held.withLock({ Array($0.values) }) { try? session.jobRelease(lease: job.lease) }
    }

    /// The ids of the jobs that are held, as JSON.
    var jobs: String { "[" + held.withLock { $0.keys.map(String.init).joined(separator: ",") } + "]" }

    func giveBackAll() { held.withLock { jobs in jobs.values.forEach { $0.giveBack() } } }

    /// Runs until the process ends; `beat` is called about once a second, unless a call to the database hangs. One that
    /// is refused, as while the server restarts, is no reason to have this process killed.
    func run(_ session: WorkerSession, beat: () -> Void) -> Never {
        var schedule = LeaseSchedule()
        while true {
            Clock.sleep(seconds: 1)
            let jobs = held.withLock { Array($0.values) }
            if let job = jobs.first(where: { $0.ignoresLimit(patience: Self.patience) }) {
                endProcess(over: job, besides: jobs.filter { $0 !== job }, session)
            }
            beat()
            do {
                try look(after: jobs, &schedule, session)
            } catch {
                // Unrenewed leases run out by themselves, and the fence keeps what we hold from being written twice.
                Log.warning("cannot renew leases", ["error": "\(error)"])
            }
        }
    }

    private func look(
        after jobs: [HeldJob], _ schedule: inout LeaseSchedule, _ session: WorkerSession
    ) throws(DatabaseError) {
        let now = Clock.monotonic()
        switch schedule.step(now: now, jobs: jobs.map { ($0.lease.job, $0.claim.leaseS) }) {
        case .renew:
            let rows = try session.leaseRenew(worker: worker, leases: LeaseList.json(jobs.map(\.lease)))
            schedule.renewed(at: now, lengths: rows.map { ($0.job, $0.leaseS) })
            drop(jobs, besides: Set(rows.map(\.job)))
        case .check:
            let rows = try session.leaseCheck(worker: worker, leases: LeaseList.json(jobs.map(\.lease)))
            schedule.checked(at: now)
            drop(jobs, besides: Set(rows.map(\.job)))
        case .nothing: break
        }
    }

    /// Ends the work on those jobs whose lease is not ours any more.
    private func drop(_ jobs: [HeldJob], besides still: Set<Int>) {
        for job in jobs where !still.contains(job.lease.job) {
            // It may have ended while we asked.
            if held.withLock({ $0[job.lease.job] === job }) { job.lose() }
        }
    }

    /// The other jobs of the process are not to blame, and go back uncounted.
    private func endProcess(over job: HeldJob, besides others: [HeldJob], _ session: WorkerSession) -> Never {
        Log.error("job ignores its time limit, ending the process", job.fields)
        let limit = TimeLimitPassed()
        _ = try? session.attemptFail(
            lease: job.lease, code: limit.jobCode, detail: limit.jobDetail, permanent: false, retryAfterS: nil)
        for other in others { try? session.jobRelease(lease: other.lease) }
        try? session.workerStop(worker: worker)
        _exit(70)
    }
}
