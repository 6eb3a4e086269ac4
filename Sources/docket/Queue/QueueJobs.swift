import ArgumentParser
import Persistence

extension Queues {
    struct Jobs: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show jobs of a queue in one state.")

        @Argument(help: "The queue.") var queue: String
        @Argument(help: "running, ready, waiting, scheduled, failed, dead or cancelled.") var state = "running"
        @Option(help: "At most so many.") var count = 20

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining {
                try session.queueJobs(queue: queue, state: state, count: max(1, min(1000, count)))
            }
            var table = Table([
                "job", "tenant", "work", "about", "label", state == "scheduled" ? "in" : "for", "failures", "crashes",
                "worker", "error",
            ])
            for row in rows {
                table.add([
                    "\(row.job)", row.tenantSlug, row.kind, about(row),
                    row.label ?? "-", Span.text(abs(row.seconds)), "\(row.failures)", "\(row.crashes)",
                    row.pid.map { "\(row.host ?? "?") \($0)" } ?? "-", row.errorCode ?? "",
                ])
            }
            print(table.text)
        }

        private func about(_ row: QueueJobsRow) -> String {
            guard let kind = row.subjectKind, let id = row.subjectId else { return "-" }
            return "\(kind) \(id)"
        }
    }

    struct Job: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show where a job stands.")

        @Argument(help: "Its number.") var job: Int

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let row = try CommandError.explaining { try session.jobGet(job: job) }
            var table = Table(["job", "\(row.job)"])
            table.add(["tenant", row.tenantSlug])
            table.add(["queue", row.queue])
            table.add(["work", row.label.map { "\(row.kind), \($0)" } ?? row.kind])
            if let kind = row.subjectKind, let id = row.subjectId { table.add([kind, "\(id)"]) }
            table.add(["state", row.state])
            table.add(["priority", "\(row.priority)"])
            table.add(["failures", "\(row.failures)"])
            table.add(["crashes", "\(row.crashes)"])
            if let code = row.errorCode { table.add(["last error", "\(code): \(row.errorDetail ?? "")"]) }
            table.add(["made", "\(row.createdAt)"])
            if let claimed = row.claimedAt { table.add(["claimed", "\(claimed)"]) }
            if let finished = row.finishedAt { table.add(["ended", "\(finished)"]) }
            if let pid = row.pid { table.add(["worker", "\(row.host ?? "?") \(pid)"]) }
            print(table.text)
        }
    }

    struct Retry: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make jobs ready again that failed, died or were cancelled.",
            discussion: """
                One job by its number, or those of a queue: docket queue retry --queue ocr --outcome dead. Their attempts \
                are counted anew.
                """)

        @Argument(help: "Number of one job.") var job: Int?
        @Option(help: "All of this queue.") var queue: String?
        @Option(help: "failed, dead or cancelled.") var outcome = "dead"
        @Option(help: "Only this tenant's.") var tenant: String?
        @Option(help: "Only those that ended with this error code.") var code: String?

        func validate() throws {
            guard (job == nil) != (queue == nil) else {
                throw ValidationError("Name one job by its number, or a queue with --queue.")
            }
        }

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            if let job {
                let queue = try CommandError.explaining { try session.jobRequeue(job: job).queue }
                Queues.ring(queue)
                return print("job \(job) is ready again in \(queue)")
            }
            guard let queue else { return }
            var (requeued, skipped) = (0, 0)
            while true {
                let batch = try CommandError.explaining {
                    try session.queueRequeue(
                        queue: queue, outcome: outcome, tenantSlug: tenant, since: nil, code: code, count: 200 + skipped
                    )
                }
                requeued += batch.requeued
                skipped = batch.skipped
                Queues.ring(queue)
                guard batch.requeued > 0 else { break }
                print("\(requeued) so far")
            }
            print("\(requeued) jobs of \(queue) are ready again; \(skipped) left, whose documents went on or are busy")
        }
    }

    struct Cancel: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a job that has not ended, and with it the work on its document.",
            discussion: "One that runs writes nothing more from now on, and stops within seconds.")

        @Argument(help: "Numbers of jobs.") var jobs: [Int]

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            for job in jobs {
                try CommandError.explaining { try session.jobCancel(job: job) }
                print("job \(job) is cancelled")
            }
        }
    }
}
