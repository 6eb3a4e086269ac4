import Domain
import MariaDB
import Persistence
import Platform
import Recognition
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// One job at a time from one queue: claim, do the step, and commit its results with the end of the job.
struct Slot {
    let queue: String
    let worker: Int
    let session: WorkerSession
    let keeper: LeaseKeeper
    let doorbell: Doorbell
    let bell: Doorbell.Listener?
    let steps: Steps

    /// Takes jobs until `isStopping`.
    func run(isStopping: () -> Bool) {
        while !isStopping() {
            do {
                if let claim = try session.jobClaim(worker: worker, queue: queue).first {
                    perform(HeldJob(claim, worker: worker))
                } else {
                    wait()
                }
            } catch {
                if error.kind == .refused(status: 404, code: "queue_unknown") { endProcess() }
                Log.warning("cannot claim", ["queue": queue, "error": "\(error)"])
                Clock.sleep(seconds: Double.random(in: 0.5...1.5))
            }
        }
    }

    /// Asked for a queue that does not exist, a worker would wait for ever and nobody would know.
    private func endProcess() -> Never {
        Log.error("there is no such queue; docket queue list shows those that there are", ["queue": queue])
        _exit(64)
    }

    /// The bell only hints, so the poll is always on.
    private func wait() {
        let seconds = Double.random(in: 0.5...1.5)
        if let bell { _ = bell.wait(seconds: seconds) } else { Clock.sleep(seconds: seconds) }
    }

    private func perform(_ job: HeldJob) {
        keeper.add(job)
        let started = Clock.monotonic()
        let outcome: JobOutcome
        do {
            let results = try run(job)
            job.endWork()
            outcome = try finish(job, results)
        } catch {
            job.endWork()
            outcome = end(job, failed: JobFailure(error, job))
        }
        keeper.remove(job)
        log(job, outcome, seconds: Clock.monotonic() - started)
    }

    /// A database that is away when the step asks it is no fault of the job, which goes back uncounted.
    private func run(_ job: HeldJob) throws -> StepResults {
        do {
            return try steps.run(job, session: session)
        } catch let error as DatabaseError where error.kind == .unavailable {
            job.giveBack()
            throw error
        }
    }

    /// Results, events, the end of the job and the next job in one transaction.
    private func finish(_ job: HeldJob, _ results: StepResults) throws -> JobOutcome {
        if job.lost { return .lost }
        let next = try persistently(job) { () throws(DatabaseError) in
            try session.transaction { (transaction) throws(DatabaseError) in
                try results.write(transaction, job.lease)
                return try transaction.jobFinish(lease: job.lease).nextQueue
            }
        }
        if let next { doorbell.ring(next) }
        return .done
    }

    private func end(_ job: HeldJob, failed failure: JobFailure) -> JobOutcome {
        do {
            switch failure {
            case .lost: return .lost
            case .givenBack:
                try persistently(job) { () throws(DatabaseError) in try session.jobRelease(lease: job.lease) }
                doorbell.ring(queue)
                return .givenBack
            case .failed(let code, let detail, let isPermanent, let log):
                let answer = try persistently(job) { () throws(DatabaseError) in
                    try session.jobFail(lease: job.lease, code: code, detail: detail, permanent: isPermanent)
                }
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
                guard mayPass, Clock.monotonic() < patience, !job.lost else { throw error }
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
