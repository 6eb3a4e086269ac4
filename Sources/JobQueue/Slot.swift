import Domain
import MariaDB
import Persistence
import Platform
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// One job at a time: does the work, and commits its results with the end of the job. Goes straight on with a job that follows
/// where this process serves that queue too.
struct Slot {
    let feed: QueueFeed
    /// Queues of this process, comma separated.
    let queues: String
    let worker: Int
    let session: WorkerSession
    let keeper: LeaseKeeper
    let gate: ClaimGate
    let doorbell: Doorbell
    let meter: WorkerMeter
    let works: WorkSet

    /// The bell of who follows the log of events.
    private static let events = "events"

    /// Takes jobs until the feed ends.
    func run() {
        var ended: HeldJob?
        var recovers = false
        while true {
            do {
                if recovers {
                    try recover()
                    recovers = false
                }
                let finished = ended
                ended = nil
                guard let job = try feed.next(ended: finished, session) else { return }
                (ended, recovers) = perform(job)
            } catch {
                if error.kind == .refused(status: 404, code: "queue_unknown") { endProcess() }
                // The claim may have been carried out and its answer lost.
                recovers = recovers || error.kind == .unavailable || error.kind == .conflict
                Log.warning("cannot claim", ["queue": feed.queue, "error": "\(error)"])
                Clock.sleep(seconds: Double.random(in: 0.5...1.5))
            }
        }
    }

    private func recover() throws(DatabaseError) {
        try gate.recovering { () throws(DatabaseError) in
            for queue in queues.split(separator: ",") {
                try session.leaseRecover(worker: worker, queue: String(queue), jobs: keeper.jobs)
            }
        }
    }

    /// Asked for a queue that does not exist, a worker would wait for ever and nobody would know.
    private func endProcess() -> Never {
        Log.error("there is no such queue; docket queue list shows those that there are", ["queue": feed.queue])
        _exit(64)
    }

    /// Does a job and those that are taken on with its end. A job that wrote nothing and is about nothing is given back, to end
    /// with the next claim.
    /// `recovers`: an end was lost on its way, and what it took on with it may be held unknown.
    private func perform(_ first: HeldJob) -> (ended: HeldJob?, recovers: Bool) {
        var next: HeldJob? = first
        var recovers = false
        while let job = next {
            next = nil
            job.begin()
            let started = Clock.monotonic()
            var outcome: JobOutcome
            do {
                let results = try run(job)
                job.endWork()
                if results.isEmpty, job.claim.subjectKind == nil {
                    meter.add(job, seconds: Clock.monotonic() - started)
                    return (job, recovers)
                }
                (outcome, next) = try finish(job, results)
            } catch {
                job.endWork()
                outcome = end(job, failed: JobFailure(error, job.standing))
            }
            if outcome.isUncertain { recovers = true }
            keeper.remove(job)
            meter.add(job, seconds: Clock.monotonic() - started)
            log(job, outcome, seconds: Clock.monotonic() - started)
        }
        return (nil, recovers)
    }

    /// A database that is away when the step asks it is no fault of the job, which goes back uncounted.
    private func run(_ job: HeldJob) throws -> WorkResults {
        do {
            return try works.run(job, session)
        } catch let error as DatabaseError where error.kind == .unavailable {
            job.giveBack()
            throw error
        }
    }

    /// Results, events, the end of the job and its followers in one transaction.
    private func finish(_ job: HeldJob, _ results: WorkResults) throws -> (JobOutcome, HeldJob?) {
        if job.standing == .lost { return (.lost, nil) }
        let (ended, taken) = try persistently(job) { () throws(DatabaseError) in
            try gate.claiming { () throws(DatabaseError) in
                let ended = try session.transaction { (transaction) throws(DatabaseError) in
                    try results.write(transaction, job.lease)
                    return try transaction.jobFinish(lease: job.lease, queues: queues)
                }
                return (ended, ended.nextJob.flatMap(open))
            }
        }
        admit(ended.limitId)
        if job.claim.subjectKind != nil || !results.isEmpty { doorbell.ring(Self.events) }
        if ended.nextJob == nil, let queue = ended.nextQueue { doorbell.ring(queue) }
        return (.done, taken)
    }

    /// The job that was taken on; nil where it cannot be opened now: then its lease runs out, or a recovery finds it.
    private func open(_ next: Int) -> HeldJob? {
        let lease = Lease(job: next, worker: worker, fence: 1)
        let taken = try? HeldJob(session.jobTakenOn(lease: lease), worker: worker)
        if let taken { keeper.add(taken) } else { try? session.jobRelease(lease: lease) }
        return taken
    }

    /// Lets in who waits for the limit key of a job that left; the housekeepers do so too.
    private func admit(_ limit: Int?) {
        guard let limit else { return }
        try? session.limitAdmit(limit: limit)
        doorbell.ring(feed.queue)
    }

    private func end(_ job: HeldJob, failed failure: JobFailure) -> JobOutcome {
        do {
            switch failure {
            case .lost: return .lost
            case .givenBack:
                try persistently(job) { () throws(DatabaseError) in try session.jobRelease(lease: job.lease) }
                doorbell.ring(job.claim.queue)
                return .givenBack
            case .snoozed(let code, let detail, let seconds):
                let answer = try persistently(job) { () throws(DatabaseError) in
                    try session.attemptSnooze(lease: job.lease, code: code, detail: detail, seconds: seconds)
                }
                admit(answer.limitId)
                return .snoozed(code: code, seconds: seconds)
            case .failed(let code, let detail, let isFinal, let after, let log):
                let answer = try persistently(job) { () throws(DatabaseError) in
                    try session.attemptFail(
                        lease: job.lease, code: code, detail: detail, permanent: isFinal, retryAfterS: after)
                }
                admit(answer.limitId)
                doorbell.ring(Self.events)
                return .failed(code: code, log: log, retryIn: answer.retryInS)
            }
        } catch {
            return .unwritten(error)
        }
    }

    /// A database that is away or busy for a while costs no work: what was done is written later, if the lease holds.
    private func persistently<Value>(
        _ job: HeldJob, _ body: () throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        let patience = Clock.monotonic() + Double(job.claim.leaseS)
        while true {
            do throws(DatabaseError) {
                return try body()
            } catch {
                let mayPass = error.kind == .unavailable || error.kind == .conflict
                guard mayPass, Clock.monotonic() < patience, job.standing != .lost else { throw error }
                Clock.sleep(seconds: Double.random(in: 0.25...0.75))
            }
        }
    }

    private func log(_ job: HeldJob, _ outcome: JobOutcome, seconds: Double) {
        let milliseconds = Int(seconds * 1000)
        Log.write(
            outcome.level, "job \(outcome.word)",
            Array(job.fields) + [("milliseconds", "\(milliseconds)"), ("outcome", outcome.word)]
                + outcome.fields.map { (key: $0, value: $1) })
    }
}
