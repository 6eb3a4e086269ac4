import ArgumentParser
import MariaDB
import Persistence
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// `docket tenant admin`
struct TenantAdmins: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin", abstract: "Make, list and revoke the database accounts of a tenant's administrators.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a database account that looks after a tenant, or give it a new password.",
            discussion: """
                The account is tenant_SLUG, or tenant_SLUG.NAME. It reads the tenant's own rows through the my_… views \
                and changes them through routines; docket tenant migrate runs its SQL files.
                """)

        @Argument(help: "The tenant's slug.") var slug: String
        @Option(help: "Whose account it is, in lower case, where there are several.") var name: String?
        @Option(help: "Write the password to this new file, mode 0600, instead of showing it.") var output: String?

        func run() throws {
            let password = Secret.make(prefix: "")
            // Before the account has the password, so that it cannot be lost.
            if let output { try Self.save(password, output) }
            let session = try AdminSession.fromEnvironment()
            let account = try CommandError.explaining {
                let row = try session.tenantAdminCreate(tenantSlug: slug, name: name)
                try session.accountCreate(account: row.account, password: password)
                return row.account
            }
            if let output {
                print("account \(account), its password is in \(output)")
            } else {
                print("account \(account). Keep the password: it is not shown again.")
                print(password)
            }
        }

        private static func save(_ password: String, _ path: String) throws {
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
            guard file >= 0 else {
                throw CommandError(
                    "cannot make \(path): \(String(cString: strerror(errno))); --output names a new file")
            }
            defer { Glibc.close(file) }
            let line = Array((password + "\n").utf8)
            guard write(file, line, line.count) == line.count, fsync(file) == 0 else {
                throw CommandError("cannot write \(path): \(String(cString: strerror(errno)))")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the administrators of a tenant.")

        @Argument(help: "The tenant's slug.") var slug: String

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.tenantAdminList(tenantSlug: slug) }
            var table = Table(["account", "since", "revoked"])
            for row in rows { table.add([row.account, "\(row.createdAt)", row.revokedAt.map { "\($0)" } ?? "no"]) }
            print(table.text)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End an administrator's account at once, open connections included.")

        @Argument(help: "The tenant's slug.") var slug: String
        @Option(help: "Whose account it is, as it was given to create.") var name: String?

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let account = try CommandError.explaining {
                // First its rights, which end open connections' sight too; then the account.
                let row = try session.tenantAdminRevoke(tenantSlug: slug, name: name)
                try session.accountDrop(account: row.account)
                return row.account
            }
            print("account \(account) is revoked")
        }
    }
}
