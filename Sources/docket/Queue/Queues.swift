import ArgumentParser
import Persistence
import Platform

/// `docket queue`
struct Queues: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Look after the queues and their jobs.",
        subcommands: [
            List.self, Watch.self, Jobs.self, Job.self, TenantShares.self, Workers.self, Pause.self, Resume.self,
            Drain.self,
            Retry.self, Cancel.self, Policy.self, Set.self, Share.self, Limit.self, Probe.self,
        ],
        defaultSubcommand: List.self)

    /// Tells workers on this host that something is ready; elsewhere they find out within two seconds.
    static func ring(_ queue: String) {
        guard let runtime = Environment.value("DOCKET_RUN") else { return }
        Doorbell(runtime: runtime).ring(queue)
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the queues: depths, the longest wait, what ended per minute, and what runs.",
            discussion: "With --policy their settings in short; docket queue policy shows all of one queue's.")

        @Flag(help: "Show the settings instead.") var policy = false

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.queueList() }
            if policy { return printPolicies(rows) }
            print(QueueTable(rows).text)
            let running = try CommandError.explaining {
                try rows.filter { $0.running > 0 }.flatMap { queue in
                    try session.queueJobs(queue: queue.queue, state: "running", count: 10).map { (queue.queue, $0) }
                }
            }
            guard !running.isEmpty else { return }
            var table = Table(["running", "job", "tenant", "work", "for", "worker"])
            for (queue, job) in running {
                table.add([
                    queue, "\(job.job)", job.tenantSlug, job.kind, Span.text(job.seconds),
                    job.pid.map { "\(job.host ?? "?") \($0)" } ?? "gone",
                ])
            }
            print("\n" + table.text)
        }

        private func printPolicies(_ rows: [QueueListRow]) {
            var table = Table(["queue", "attempts", "first delay", "time limit", "lease", "window"])
            for row in rows {
                table.add([
                    row.queue, "\(row.maxAttempts)", Span.text(row.retryDelayS), Span.text(row.timeLimitS),
                    Span.text(row.leaseS), "\(row.tenantWindow)",
                ])
            }
            print(table.text)
        }
    }

    struct Workers: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the workers and when each was last heard of.")

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.workerList() }
            var table = Table(["host", "pid", "queues", "since", "heard of"])
            for row in rows {
                table.add([
                    row.host, "\(row.pid)", row.queues, "\(row.startedAt)", "\(row.secondsSinceSeen) s ago",
                ])
            }
            print(table.text)
        }
    }
}
