import ArgumentParser
import Persistence

/// `docket audit`
struct AuditLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Show who changed what.",
        discussion: "Newest first. The actor is the database account, or the API key where a client made the change.")

    @Option(help: "Only of this tenant; without it, of all and of the installation.") var tenant: String?
    @Option(help: "How far back: a number with s, m, h or d.") var since: TimeSpan = TimeSpan(seconds: 7 * 86_400)
    @Option(help: "How many at most.") var limit = 200

    func run() throws {
        guard limit > 0 else { throw ValidationError("--limit must be 1 or more") }
        let session = try AdminSession.fromEnvironment()
        let rows = try CommandError.explaining {
            try session.auditList(tenantSlug: tenant, seconds: since.seconds, limit: limit)
        }
        var table = Table(["at", "who", "tenant", "what", "which", "changes"])
        for row in rows {
            table.add(["\(row.at)", row.actor, row.slug ?? "-", row.action, row.object, row.changes ?? ""])
        }
        print(table.text)
    }
}

/// A length of time on the command line: `90s`, `15m`, `24h`, `7d`.
struct TimeSpan: ExpressibleByArgument {
    let seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[$0] }), let number = Int(argument.dropLast()), number > 0,
            number <= 100_000
        else { return nil }
        seconds = number * unit
    }

    var defaultValueDescription: String { "\(seconds / 86_400)d" }
}
