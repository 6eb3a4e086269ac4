import ArgumentParser
import Domain
import Persistence
import Platform

/// `docket tenant`
struct Tenants: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant", abstract: "Make and list tenants, and what their administrators do.",
        subcommands: [Create.self, List.self, TenantAdmins.self, TenantMigrate.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a tenant.")

        @Argument(help: "Its short name in lower case, such as acme-retail.") var slug: String
        @Option(help: "Its full name.") var name: String

        func run() throws {
            var random = SystemRandomNumberGenerator()
            let uid = Identifier(milliseconds: Clock.milliseconds(), using: &random)
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining { try session.tenantCreate(uid: uid, slug: slug, name: name) }
            print("tenant \(slug), id \(uid)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tenants.")

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.tenantList() }
            var table = Table(["slug", "id", "name", "active", "since"])
            for row in rows {
                table.add([row.slug, "\(row.uid)", row.name, row.active ? "yes" : "no", "\(row.createdAt)"])
            }
            print(table.text)
        }
    }
}
