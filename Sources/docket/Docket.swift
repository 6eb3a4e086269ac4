import ArgumentParser
import MariaDB
import Persistence
import Platform

/// `docket`: the command line of operators and of the development stack.
@main
struct Docket: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docket",
        abstract: "Look after a Docket installation.",
        discussion: """
            Environment: DOCKET_DB_SOCKET or DOCKET_DB_HOST and DOCKET_DB_PORT, DOCKET_DB_NAME (docket), and the account: \
            DOCKET_DB_USER (docket_admin; docket_owner for migrate) with DOCKET_DB_PASSWORD_FILE.
            """,
        version: "docket \(Build.version)",
        subcommands: [
            Check.self, Migrate.self, Tenants.self, Keys.self, Queues.self, Schedules.self, Reprocess.self, Files.self,
            Packages.self, Events.self, AuditLog.self, Supervise.self,
        ])
}
