import ArgumentParser
import MariaDB
import Persistence
import Platform

/// `docket tenant migrate`
struct TenantMigrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Run a tenant's own SQL files under the tenant's database account.",
        discussion: """
            Runs the files NNNN_name.sql of a folder in the order of their numbers, statement by statement, each recorded \
            for the tenant. Run it again after a failure: it goes on where it stopped. A file that was run must not \
            change. The account's password comes from --password-file or DOCKET_TENANT_PASSWORD_FILE.
            """)

    @Argument(help: "The folder with the files.") var folder: String
    @Option(help: "The tenant's slug.") var tenant: String
    @Option(help: "Whose account it is, as it was given to tenant admin create.") var name: String?
    @Option(help: "A file with the account's password. Env DOCKET_TENANT_PASSWORD_FILE.") var passwordFile: String?
    @Flag(help: "Show where each file stands, and change nothing.") var status = false

    func run() throws {
        let database = Database(try configuration())
        let migrator = try CommandError.explaining {
            try TenantMigrator(session: TenantAdminSession(database), folder: folder)
        }
        try CommandError.explaining { status ? try show(migrator) : try apply(migrator) }
    }

    private func apply(_ migrator: TenantMigrator) throws {
        let report = try migrator.run { print("running \($0)") }
        print(
            report.applied.isEmpty
                ? "nothing to run" : "\(report.applied.count) files, \(report.statements) statements run")
    }

    private func show(_ migrator: TenantMigrator) throws {
        var table = Table(["file", "statements", "state"])
        for file in try migrator.status() {
            let state =
                file.isChanged
                ? "changed since it was run"
                : file.done == file.statements ? "done" : file.done == 0 ? "to run" : "\(file.done) done"
            table.add([file.file, "\(file.statements)", state])
        }
        print(table.text)
    }

    private func configuration() throws -> Connection.Configuration {
        let account = "tenant_" + ([tenant] + (name.map { [$0] } ?? [])).joined(separator: ".")
        guard let path = passwordFile ?? Environment.value("DOCKET_TENANT_PASSWORD_FILE") else {
            throw CommandError(
                "the password of \(account) is missing: give its file with --password-file, which docket tenant admin create \(tenant) --output FILE makes"
            )
        }
        return try .fromEnvironment(account: account, passwordFile: path)
    }
}
