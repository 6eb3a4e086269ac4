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

/// What a command says when it cannot do what it was asked to.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// A refused call in words, anything else as it is.
    static func explaining<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            switch error.kind {
            case .refused(_, let code):
                throw CommandError(Refusals.admin[code] ?? Refusals.tenantAdmin[code] ?? "refused: \(code)")
            case .unavailable:
                throw CommandError(
                    "MariaDB cannot be reached: \(error.message). Check DOCKET_DB_SOCKET and that it runs.")
            case .conflict: throw CommandError("the database was busy; try again")
            case .fault: throw CommandError("the database refused: \(error.message)")
            }
        }
    }
}

extension AdminSession {
    /// The session of the command line's account.
    static func fromEnvironment() throws -> AdminSession {
        AdminSession(Database(try .fromEnvironment(defaultUser: "docket_admin")))
    }
}
