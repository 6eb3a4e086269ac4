import ArgumentParser
import Domain
import Persistence
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// `docket events`: the log of what happened, over all tenants.
struct Events: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follow the log of events, list its types, and say how long it is kept.",
        subcommands: [Tail.self, Types.self, Keep.self], defaultSubcommand: Tail.self)

    /// `docket events tail`
    struct Tail: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the latest events of all tenants, a JSON object a line, and with --follow those that come."
        )

        @Option(help: "So many of the latest.") var count = 20
        @Option(help: "Those behind this position instead.") var after: Int?
        @Flag(name: .shortAndLong, help: "Go on until interrupted.") var follow = false

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let bell = Environment.value("DOCKET_RUN").flatMap { Doorbell(runtime: $0).listen("events", slot: 0) }
            try CommandError.explaining {
                var position = try after ?? max(0, session.eventEnd().lastPosition - count)
                while true {
                    let rows = try session.eventTail(after: position, limit: 500)
                    for row in rows { print(line(row)) }
                    // Into a pipe, too.
                    fflush(nil)
                    position = rows.last?.position ?? position
                    if rows.count == 500 { continue }
                    guard follow else { return }
                    // The bell only hints.
                    if let bell { _ = bell.wait(seconds: 2) } else { Clock.sleep(seconds: 1) }
                }
            }
        }

        private func line(_ row: EventTailRow) -> String {
            var json = JSONWriter()
            json.object {
                $0.member("position", row.position)
                $0.member("tenant", row.tenantSlug)
                $0.member("seq", row.seq)
                $0.member("type", row.type)
                $0.member("subject_kind", row.subjectKind)
                $0.member("subject_id", row.subjectId.map { "\($0)" })
                $0.member("payload", raw: row.payload)
                $0.member("created_at", "\(row.createdAt)")
            }
            return json.text
        }
    }

    /// `docket events types`
    struct Types: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the types of events with what they tell of.")

        @Flag(help: "With the JSON Schema of the payload and an example, a JSON object a line.") var schemas = false

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.eventTypes() }
            guard !schemas else {
                for row in rows { print(line(row)) }
                return
            }
            var table = Table(["type", "about", "when"])
            for row in rows { table.add([row.type, row.subjectKind ?? "-", row.description]) }
            print(table.text)
        }

        private func line(_ row: EventTypesRow) -> String {
            var json = JSONWriter()
            json.object {
                $0.member("type", row.type)
                $0.member("subject_kind", row.subjectKind)
                $0.member("description", row.description)
                $0.member("schema", raw: row.payloadSchema)
                $0.member("example", raw: row.example)
            }
            return json.text
        }
    }

    /// `docket events keep`
    struct Keep: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Say how long events are kept, and how many at the most: 90 days and 1,000,000 a tenant by default.")

        @Option(help: "The tenant; without it, all that have no policy of their own.") var tenant: String?
        @Option(help: "Days.") var days: Int?
        @Option(help: "So many of the latest.") var count: Int?
        @Flag(help: "Give a tenant back to the policy of all.") var usual = false

        func validate() throws {
            guard usual != (days != nil && count != nil) else {
                throw ValidationError("Give --days and --count, or --tenant and --usual.")
            }
            guard (days ?? 1) > 0, (days ?? 1) <= 36_500, (count ?? 1) > 0 else {
                throw ValidationError("Give --days from 1 to 36500, and a --count above 0.")
            }
        }

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining {
                try session.eventKeepSet(tenantSlug: tenant, keepS: days.map { $0 * 86_400 }, keepCount: count)
            }
            print("events of \(tenant ?? "all tenants without a policy of their own") leave within minutes")
        }
    }
}
