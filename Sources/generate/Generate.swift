import ArgumentParser
import MariaDB
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// Makes the typed Swift calls from the routines, against a real server.
@main
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docket-generate",
        abstract: "Make the typed Swift calls from the SQL routines.",
        discussion: """
            Builds the schema in an empty database of a real MariaDB, asks it for the parameters of each routine, runs
            the example in each header and compares the result with what the header says, then writes one Swift file
            per SQL file. `bin/generate` and `bin/verify` call it with a server of their own.
            """)

    @Option(help: "The folder with migrations/, routines/, statements/ and tests/.") var sql = "sql"
    @Option(help: "The folder to write to.") var output = "Sources/Persistence/Generated"
    @Option(help: "The server's unix socket.") var socket: String
    @Option(help: "An account that may do anything in the database.") var user = "root"
    @Option(help: "An empty database.") var database: String

    func run() throws {
        let catalog = try Catalog(root: sql)
        let connection = Connection(.init(socket: socket, user: user, database: database))
        let inspector = try Inspector(connection: connection, catalog: catalog)
        try inspector.verify()
        let refusals = try RefusalCheck(catalog)
        guard refusals.problems.isEmpty else { throw GeneratorError(refusals.problems.joined(separator: "\n")) }
        let called = catalog.entries.filter { $0.header.account != .internal && !$0.isEarlier }
        let groups = Dictionary(grouping: called, by: \.file)
        for (file, entries) in groups.sorted(by: { $0.key < $1.key }) {
            let writers = entries.map {
                Writer(
                    entry: $0,
                    parameters: $0.statement == nil ? inspector.parameters[$0.header.name] ?? [] : $0.header.parameters)
            }
            try write(file: file, writers)
        }
        try writeSetup(catalog)
        try save(RefusalWriter.text(catalog.sentences), as: "\(output)/Refusals.swift")
        print("\(catalog.entries.count) routines and statements hold; \(groups.count) files written to \(output)")
    }

    private func write(file: String, _ writers: [Writer]) throws {
        let folder = writers.contains { $0.entry.statement != nil } ? "statements" : "routines"
        var text =
            "// Made by bin/generate from sql/\(folder)/\(file).sql. Change that file, then run bin/generate.\n\n"
        text += "import Domain\nimport MariaDB\n\n"
        for writer in writers { text += try writer.rows() }
        for (session, members) in Dictionary(grouping: writers, by: \.session).sorted(by: { $0.key < $1.key }) {
            text += "extension \(session) {\n"
            for writer in members { text += try writer.method() }
            text += "}\n\n"
        }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        try save(text, as: "\(output)/\(SwiftType.upperCamel(name)).swift")
    }

    /// What each connection begins with.
    private func writeSetup(_ catalog: Catalog) throws {
        let statements = try catalog.script("statements/session.sql").statements.map(\.text)
        var text =
            "// Made by bin/generate from sql/statements/session.sql. Change that file, then run bin/generate.\n\n"
        text += "extension Database {\n    static let setup: [String] = [\n"
        for statement in statements {
            text += "        #\"\"\"\n"
            text += statement.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n")
            text += "\n        \"\"\"#,\n"
        }
        text += "    ]\n}\n"
        try save(text, as: "\(output)/Session.swift")
    }

    private func save(_ text: String, as path: String) throws {
        guard let file = fopen(path, "w") else { throw GeneratorError("cannot write \(path)") }
        defer { fclose(file) }
        guard fputs(text, file) >= 0 else { throw GeneratorError("cannot write \(path)") }
    }
}
