import ArgumentParser
import Persistence

extension Tenants {
    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shut a tenant out, at its next request.",
            discussion: """
                Its keys, links and administrators open nothing more, and none of its jobs is claimed; what runs goes on. \
                Nothing is deleted: docket tenant reopen undoes it.
                """)

        @Argument(help: "The tenant's slug.") var slug: String

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining { try session.tenantClose(tenantSlug: slug, closed: true) }
            print("tenant \(slug) is closed")
        }
    }

    struct Reopen: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a tenant in again that was closed.")

        @Argument(help: "The tenant's slug.") var slug: String

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining { try session.tenantClose(tenantSlug: slug, closed: false) }
            print("tenant \(slug) is open")
        }
    }
}
