import Domain
import Persistence
import Platform

/// Frees jobs whose worker died, readies jobs whose time has come and makes recurring ones, for the queues that this
/// process serves, and clears away what nobody will ask for; each worker does so, so nothing depends on any one of them.
struct Housekeeper {
    let queues: [String]
    let worker: Int
    let session: WorkerSession
    let doorbell: Doorbell
    let meter: WorkerMeter
    /// What the executable has looked after once a minute.
    let chores: () -> Void
    /// Tells the slots of a queue that jobs are ready.
    let hint: (String) -> Void
    /// Makes the worker known again, in case it was held up so long that it was forgotten.
    let register: () throws(DatabaseError) -> Void

    /// Finished jobs that leave a queue in one transaction.
    private static let batch = 500

    /// Runs until the process ends.
    func run() -> Never {
        var sweep = 0.0
        while true {
            Clock.sleep(seconds: Double.random(in: 1...2))
            do {
                for found in try session.queueTend(queues: queues.joined(separator: ",")) { try tend(found) }
                try meter.report(session, worker: worker)
                if Clock.monotonic() > sweep {
                    try register()
                    try session.sweep()
                    for queue in queues { try retire(queue) }
                    while try session.requestsSweep().forgotten > 0 {}
                    while try session.eventRetire(count: Self.batch).forgotten == Self.batch {}
                    chores()
                    sweep = Clock.monotonic() + 60
                }
            } catch {
                Log.warning("cannot look after the queues", ["error": "\(error)"])
                Clock.sleep(seconds: 2)
            }
        }
    }

    private func tend(_ found: QueueTendRow) throws(DatabaseError) {
        let queue = found.queue
        if found.hasReadyJobs { hint(queue) }
        if found.hasExpiredLeases { try rescue(queue) }
        if found.hasDueJobs {
            while try !session.jobPromote(queue: queue).isEmpty { doorbell.ring(queue) }
        }
        if found.hasDueSchedules { try advance(queue) }
    }

    private func rescue(_ queue: String) throws(DatabaseError) {
        while let rescued = try session.leaseRescue(queue: queue).first {
            Log.warning(
                "lease ran out; its worker died or hung",
                ["queue": queue, "job": "\(rescued.job)", "outcome": rescued.outcome])
            doorbell.ring(queue)
        }
    }

    private func advance(_ queue: String) throws(DatabaseError) {
        let now = Timestamp(minute: Int(Clock.milliseconds() / 60_000))
        for row in try session.scheduleDue(queue: queue) {
            // The database's clock says that it is due; ours may be behind.
            let next = CronExpression(row.cron)?.next(after: max(now, row.nextAt ?? now))
            try session.scheduleAdvance(
                schedule: row.schedule, expected: row.nextAt, next: next,
                error: next == nil ? "cron is not understood: use minute hour day month weekday, or @daily" : nil)
            if row.nextAt != nil { doorbell.ring(queue) }
        }
    }

    /// A few batches at a time: other work comes first, and the next minute is near.
    private func retire(_ queue: String) throws(DatabaseError) {
        for _ in 0..<20 {
            let moved = try session.jobRetire(queue: queue, count: Self.batch)
            if moved.retired < Self.batch, moved.forgotten < Self.batch { return }
        }
    }
}
