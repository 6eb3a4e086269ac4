import ArgumentParser
import MariaDB
import Persistence
import Platform

/// `docket migrate`
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the schema up to date.",
        discussion: """
            Applies migrations statement by statement, each recorded, then seeds, routines and views that changed, and \
            grants each account its routines. Run it again after a failure: it goes on where it stopped.
            """)

    @Option(help: "The folder with migrations/ and routines/. Env DOCKET_SQL. (default: /usr/share/docket/sql)")
    var sql: String?

    func run() throws {
        let root = sql ?? Environment.value("DOCKET_SQL") ?? "/usr/share/docket/sql"
        let database = Database(try .fromEnvironment(defaultUser: "docket_owner"))
        let report = try CommandError.explaining {
            let migrator = try Migrator(session: OwnerSession(database), root: root)
            return try migrator.run { print("applying \($0)") }
        }
        print(
            report.applied.isEmpty
                ? "schema is up to date" : "\(report.applied.count) files, \(report.statements) statements applied")
        guard report.keepsEarlier else { return }
        let running = report.earlierWorkers
        print(
            "what processes of the release before need is kept: restart the pool and the workers"
                + (running.isEmpty ? "" : " (of that release: \(running.joined(separator: ", ")))")
                + ", then run docket migrate again")
    }
}
