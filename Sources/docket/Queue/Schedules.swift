import ArgumentParser
import Domain
import Persistence

/// `docket schedule`
struct Schedules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Look after recurring jobs.",
        subcommands: [List.self, SetOne.self, Remove.self],
        defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the recurring jobs and when each is next.")

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.scheduleList() }
            var table = Table(["tenant", "name", "cron (UTC)", "queue", "work", "last", "next"])
            for row in rows {
                table.add([
                    row.tenantSlug, row.name, row.cron, row.queue, row.kind, row.lastAt.map { "\($0)" } ?? "never",
                    row.error ?? row.nextAt.map { "\($0)" } ?? "not worked out yet",
                ])
            }
            print(table.text)
        }
    }

    struct SetOne: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Make or change a recurring job.",
            discussion: """
                docket schedule set heartbeat --tenant acme --cron '*/5 * * * *' --work probe
                """)

        @Argument(help: "Its name.") var name: String
        @Option(help: "The tenant.") var tenant: String
        @Option(help: "minute hour day month weekday in UTC, or @hourly, @daily, @weekly, @monthly.") var cron: String
        @Option(help: "What is to be done.") var work: String
        @Option(help: "What the work needs, as JSON.") var payload: String?
        @Option(help: "The queue.") var queue = "maintenance"
        @Option(help: "1 (first) to 10 (last).") var priority = 5

        func validate() throws {
            guard CronExpression(cron) != nil else {
                throw ValidationError("--cron is minute hour day month weekday, such as '0 3 * * mon-fri', or @daily.")
            }
        }

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining {
                try session.scheduleSet(
                    tenantSlug: tenant, name: name, cron: cron, queue: queue, kind: work, payload: payload,
                    priority: priority)
            }
            print("\(name) of \(tenant) is set")
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a recurring job.")

        @Argument(help: "Its name.") var name: String
        @Option(help: "The tenant.") var tenant: String

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining { try session.scheduleRemove(tenantSlug: tenant, name: name) }
            print("\(name) of \(tenant) is removed")
        }
    }
}
