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
        var renewed = 0.0
        var checked = 0.0
        // The lengths of leases as they are now: an operator may have made them shorter since the claims.
        var lengths: [Int: Int] = [:]
        while true {
            Clock.sleep(seconds: 1)
            let jobs = held.withLock { Array($0.values) }
            if let job = jobs.first(where: { $0.ignoresLimit(patience: Self.patience) }) {
                endProcess(over: job, besides: jobs.filter { $0 !== job }, session)
            }
            beat()
            // Asked each second anew: the next job's lease may be shorter than those that the last renewal saw.
            let shortest = Double(jobs.map { lengths[$0.lease.job] ?? $0.claim.leaseS }.min() ?? 60)
            let now = Clock.monotonic()
            do {
                if now >= renewed + min(20, shortest / 3) {
                    try drop(jobs) { (leases) throws(DatabaseError) in
                        let renewed = try session.leaseRenew(worker: worker, leases: leases)
                        lengths = Dictionary(renewed.map { ($0.job, $0.leaseS) }) { first, _ in first }
                        return renewed.map(\.job)
                    }
                    renewed = now
                    checked = now
                } else if now >= checked + 1.5, !jobs.isEmpty {
                    // One that was cancelled should not wait for the next renewal.
                    try drop(jobs) { (leases) throws(DatabaseError) in
                        try session.leaseCheck(worker: worker, leases: leases).map(\.job)
                    }
                    checked = now
                }
            } catch {
                // Unrenewed leases run out by themselves, and the fence keeps what we hold from being written twice.
                Log.warning("cannot renew leases", ["error": "\(error)"])
            }
        }
    }

    /// Ends the work on those jobs of which `kept` does not give the lease.
    private func drop(
        _ jobs: [HeldJob], kept: (String) throws(DatabaseError) -> [Int]
    ) throws(DatabaseError) {
        let leases = "[" + jobs.map { "[\($0.lease.job),\($0.lease.fence)]" }.joined(separator: ",") + "]"
        let still = Set(try kept(leases))
        for job in jobs where !still.contains(job.lease.job) {
            // It may have ended while we asked.
            if held.withLock({ $0[job.lease.job] === job }) { job.lose() }
        }
    }

    /// The other jobs of the process are not to blame, and go back uncounted.
    private func endProcess(over job: HeldJob, besides others: [HeldJob], _ session: WorkerSession) -> Never {
        Log.error("job ignores its time limit, ending the process", job.fields)
        _ = try? session.attemptFail(
            lease: job.lease, code: "time_limit", detail: "This step took longer than its queue allows.",
            permanent: false, retryAfterS: nil)
        for other in others { try? session.jobRelease(lease: other.lease) }
        try? session.workerStop(worker: worker)
        _exit(70)
    }
}

extension HeldJob {
    /// What every log line about a job says.
    var fields: KeyValuePairs<String, String> {
        [
            "tenant": claim.tenantSlug, "document": document.map { "\($0.id)" } ?? "", "step": claim.kind,
            "job": "\(lease.job)",
        ]
    }
}
