import ArgumentParser
import Domain
import Persistence
import Platform

/// `docket tenant`
struct Tenants: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Make and list tenants, choose their packages, and see to their administrators.",
        subcommands: [
            Create.self, List.self, Close.self, Reopen.self, Languages.self, Package.self, Usage.self, TenantMedia.self,
            TenantAdmins.self,
            TenantMigrate.self,
        ])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a tenant.")

        @Argument(help: "Its short name in lower case, such as acme-retail.") var slug: String
        @Option(help: "Its full name.") var name: String
        @Option(help: "Its package, from docket package list.") var package = "standard"

        func run() throws {
            var random = SystemRandomNumberGenerator()
            let uid = Identifier(milliseconds: Clock.milliseconds(), using: &random)
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining {
                try session.tenantCreateIn(uid: uid, slug: slug, name: name, package: package)
            }
            print("tenant \(slug), id \(uid)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tenants.")

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.tenantList() }
            var table = Table(["slug", "id", "name", "package", "active", "since"])
            for row in rows {
                table.add([
                    row.slug, "\(row.uid)", row.name, row.package, row.active ? "yes" : "no", "\(row.createdAt)",
                ])
            }
            print(table.text)
        }
    }

    struct Package: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Move a tenant to a package; it counts at once.")

        @Argument(help: "The tenant's slug.") var slug: String
        @Argument(help: "The package, from docket package list.") var package: String

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining { try session.tenantPackage(tenantSlug: slug, package: package) }
            print("tenant \(slug) has the package \(package)")
        }
    }

    struct Usage: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what the tenants have used this month.")

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.tenantUsageList() }
            var table = Table(["slug", "package", "documents", "of", "storage MB", "of"])
            for row in rows {
                table.add([
                    row.slug, row.package, "\(row.documents)", "\(row.documentsLimit)", "\(row.storage >> 20)",
                    "\(row.storageLimit >> 20)",
                ])
            }
            print(table.text)
        }
    }
}
