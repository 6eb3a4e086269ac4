import ArgumentParser
import Domain
import Persistence
import Platform

/// `docket key`
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make, list and revoke API keys.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an API key; it is shown once.",
            discussion: "The last line is the key alone. Only its SHA-256 is kept, so it cannot be shown again.")

        @Option(help: "The tenant's slug.") var tenant: String
        @Option(help: "What the key is for.") var name = "api"
        @Option(help: "What it may do, joined by a comma.") var scopes = "documents:read,documents:write"
        @Option(help: "Days until it expires; without it, never.") var days: Int?
        @Flag(help: "Print the key alone.") var quiet = false

        func run() throws {
            if let days, days < 1 { throw ValidationError("--days must be 1 or more") }
            var random = SystemRandomNumberGenerator()
            let id = Identifier(milliseconds: Clock.milliseconds(), using: &random)
            let key = Secret.make(prefix: "dk_")
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining {
                try session.keyCreate(
                    tenantSlug: tenant, keyId: id, keyHash: Digest(sha256: key), hint: String(key.prefix(9)),
                    name: name, scopes: scopes, days: days)
            }
            if !quiet { print("key \(id) of \(tenant), \(scopes). Keep it: it is not shown again.") }
            print(key)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the keys of a tenant.")

        @Option(help: "The tenant's slug.") var tenant: String

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.keyList(tenantSlug: tenant) }
            var table = Table(["id", "begins", "name", "scopes", "since", "expires", "revoked"])
            for row in rows {
                table.add([
                    "\(row.keyId)", row.hint + "…", row.name, row.scopes, "\(row.createdAt)",
                    row.expiresAt.map { "\($0)" } ?? "never", row.revokedAt.map { "\($0)" } ?? "no",
                ])
            }
            print(table.text)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a key at once.")

        @Option(help: "The tenant's slug.") var tenant: String
        @Argument(help: "The key's id, from docket key list.") var key: String

        func run() throws {
            guard let id = Identifier(key) else {
                throw ValidationError("a key's id is a UUID; docket key list shows it")
            }
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining { try session.keyRevoke(tenantSlug: tenant, keyId: id) }
            print("key \(id) is revoked")
        }
    }
}
