import ArgumentParser
import Persistence

extension Queues {
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a setting of a queue; the change is audited and works at once.",
            discussion: """
                max_attempts      failures after which a job is given up
                max_crashes       lost workers after which it is parked as dead
                retry_delay_s     before the first retry; doubles with each further one
                retry_delay_max_s the longest delay
                retry_delays_s    a list instead of doubling, such as [5,300,1800]; empty for doubling
                retry_jitter      share that is added at random, 0 to 1
                time_limit_s      one attempt may take this long
                lease_s           a silent worker's jobs are freed after this long
                tenant_window     jobs of one tenant that may run at once; every tenant's from now on
                key_max_running   jobs of one limit key under way at once; empty for no limit
                key_rate          jobs of one limit key begun in a period, as count/seconds; empty for no limit
                step_key          limit key that jobs of documents' steps carry here, such as a provider's; empty for none
                keep_finished_s   then a finished job moves to the history
                keep_history_s    then it is forgotten
                """)

        @Argument(help: "The queue.") var queue: String
        @Argument(help: "The setting.") var setting: String
        @Argument(help: "Its value.") var value: String

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining { try session.queueSet(queue: queue, setting: setting, value: value) }
            print("\(queue): \(setting) is \(value)")
        }
    }

    struct TenantShares: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tenants", abstract: "Show who has jobs in a queue, with their shares.")

        @Argument(help: "The queue.") var queue: String
        @Option(help: "At most so many.") var count = 20

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining {
                try session.queueTenants(queue: queue, count: max(1, min(1000, count)))
            }
            var table = Table(["tenant", "ready", "running", "waiting", "delayed", "weight", "window", ""])
            for row in rows {
                table.add([
                    row.tenantSlug, "\(row.ready)", "\(row.running)", "\(row.waiting)", "\(row.scheduled)",
                    "\(row.weight)", "\(row.window)", row.paused ? "paused" : "",
                ])
            }
            print(table.text)
        }
    }

    struct Share: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a tenant's share of a queue.",
            discussion: """
                Tenants with jobs in a queue are served by their weights: one of 300 three times as often as one of 100. \
                The window is how many of a tenant's jobs may run at once; it holds whatever the package.
                """)

        @Argument(help: "The queue.") var queue: String
        @Argument(help: "The tenant.") var tenant: String
        @Option(help: "1 to 10000; 100 is usual.") var weight: Int?
        @Option(help: "Jobs at once; 0 for what the queue and the package have.") var window: Int?

        func validate() throws {
            guard weight != nil || window != nil else { throw ValidationError("Give --weight, --window, or both.") }
        }

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining {
                try session.queueShare(queue: queue, tenantSlug: tenant, weight: weight, window: window)
            }
            Queues.ring(queue)
            print("changed: \(tenant) in \(queue)")
        }
    }

    struct Limit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set what a limit key of a queue may.",
            discussion: """
                A job may have a limit key, such as the provider or the endpoint it calls. Without --tenant the key is \
                shared by all tenants. Nothing given: as the queue's own settings say.
                """)

        @Argument(help: "The queue.") var queue: String
        @Argument(help: "The key.") var key: String
        @Option(help: "Jobs of the key under way at once.") var max: Int?
        @Option(help: "Jobs of the key begun in a period, as count/seconds: 60/60.") var rate: Rate?
        @Option(help: "Only this tenant's key.") var tenant: String?

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining {
                try session.queueLimit(
                    queue: queue, tenantSlug: tenant, name: key, maxRunning: max, rateCount: rate?.count,
                    ratePeriodS: rate?.seconds)
            }
            print("changed: \(key) in \(queue)")
        }
    }
}

/// `60/60`: so many in so many seconds.
struct Rate: ExpressibleByArgument, Equatable {
    let count: Int
    let seconds: Int

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), let seconds = Int(parts[1]), count > 0, seconds > 0 else {
            return nil
        }
        self.count = count
        self.seconds = seconds
    }
}
