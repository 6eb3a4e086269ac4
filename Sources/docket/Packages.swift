import ArgumentParser
import Persistence

/// `docket package`
struct Packages: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package", abstract: "Show the packages.", subcommands: [List.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the packages and how many tenants have each.",
            discussion: "A package is a row of the table package: change it with UPDATE, as docs/tenants.md says.")

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.packageList() }
            var table = Table([
                "package", "documents a month", "storage MB", "requests", "in", "jobs at once", "tenants",
            ])
            for row in rows {
                table.add([
                    row.package, "\(row.documentsPerMonth)", "\(row.storageBytes >> 20)", "\(row.requests)",
                    "\(row.periodS) s", "\(row.concurrency)", "\(row.tenants)",
                ])
            }
            print(table.text)
        }
    }
}
