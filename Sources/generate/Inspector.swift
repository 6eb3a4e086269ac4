import CMariaDB
import MariaDB

/// Builds the schema in a database of its own and holds every header against it.
struct Inspector {
    let connection: Connection
    let catalog: Catalog
    /// Parameters of each routine, from `information_schema`.
    private(set) var parameters: [String: [RoutineHeader.Column]] = [:]

    init(connection: Connection, catalog: Catalog) throws {
        self.connection = connection
        self.catalog = catalog
        let session = try catalog.script("statements/session.sql").statements
        for statement in session { try connection.execute(statement.text) }
        for file in catalog.migrations {
            for statement in try catalog.script(file).statements {
                do {
                    try connection.execute(statement.text)
                } catch {
                    throw GeneratorError("sql/\(file): \(error.message)\n\(statement.text.prefix(200))")
                }
            }
        }
        try createMigrationTable()
        try readParameters()
    }

    private func createMigrationTable() throws {
        try connection.execute(try statement("migration_table"))
    }

    private func statement(_ name: String) throws -> String {
        guard let text = catalog.entries.first(where: { $0.header.name == name })?.statement else {
            throw GeneratorError("sql/statements has no \(name)")
        }
        return text
    }

    private mutating func readParameters() throws {
        let reported = try connection.call(try statement("routine_parameters"), [])
        for row in reported {
            let routine: String = try row.get(0)
            let name = String((try row.get(1) as String).dropFirst(2))
            let type = (try row.get(2) as String).prefix { $0 != "(" && $0 != " " }
            let nullable = catalog.entries.first { $0.header.name == routine }?.header.nullable ?? []
            let isBoolean = (try row.get(2) as String) == "TINYINT(1)"
            parameters[routine, default: []].append(
                RoutineHeader.Column(
                    name: name, type: isBoolean ? "BOOLEAN" : String(type), isOptional: nullable.contains(name)))
        }
    }

    /// Runs every example and holds its result against the header.
    func verify() throws {
        let fixture = try catalog.script("tests/fixture.sql").statements
        for entry in catalog.entries where entry.header.account != .internal {
            let header = entry.header
            if let statement = entry.statement {
                try verifyStatement(statement, header)
                continue
            }
            guard let example = header.example else { throw GeneratorError("\(header.name): has no example") }
            for statement in fixture { try connection.execute(statement.text) }
            if header.transaction == .caller { try connection.execute("START TRANSACTION") }
            let columns: [[Column]]
            let results: [[Row]]
            do {
                results = try connection.callAll(example, [])
                columns = try describe(example, again: fixture, header)
            } catch {
                let reason = (error as? DatabaseError)?.message ?? "\(error)"
                throw GeneratorError("\(header.name): the example fails: \(reason)")
            }
            try compare(columns, results, header)
        }
    }

    private func describe(_ example: String, again fixture: [SQLScript.Statement], _ header: RoutineHeader) throws
        -> [[Column]]
    {
        if header.transaction == .caller { try connection.execute("ROLLBACK") }
        for statement in fixture { try connection.execute(statement.text) }
        if header.transaction == .caller { try connection.execute("START TRANSACTION") }
        let results = try connection.describe(example, [])
        if header.transaction == .caller { try connection.execute("ROLLBACK") }
        return results
    }

    private func verifyStatement(_ statement: String, _ header: RoutineHeader) throws {
        let prepared: (columns: [Column], parameters: Int)
        do {
            prepared = try connection.prepare(statement)
        } catch {
            throw GeneratorError("\(header.name): \(error.message)")
        }
        guard prepared.parameters == header.parameters.count else {
            throw GeneratorError(
                "\(header.name): takes \(prepared.parameters) parameters, the header names \(header.parameters.count)")
        }
        try compare(prepared.columns, [], header.columns, header.name)
    }

    private func compare(_ columns: [[Column]], _ results: [[Row]], _ header: RoutineHeader) throws {
        let expected = (header.cardinality == .none ? [] : [header.columns]) + header.lists.map(\.columns)
        guard columns.count == expected.count else {
            throw GeneratorError(
                "\(header.name): gives \(columns.count) results, the header says \(expected.count)")
        }
        for index in expected.indices { try compare(columns[index], results[index], expected[index], header.name) }
        if header.cardinality == .one, let rows = results.first, rows.count != 1 {
            throw GeneratorError("\(header.name): the example gives \(rows.count) rows, the header says one")
        }
    }

    private func compare(
        _ columns: [Column], _ rows: [Row], _ expected: [RoutineHeader.Column], _ name: String
    ) throws {
        guard columns.map(\.name) == expected.map(\.name) else {
            throw GeneratorError(
                "\(name): returns (\(columns.map(\.name).joined(separator: ", "))), the header says "
                    + "(\(expected.map(\.name).joined(separator: ", ")))")
        }
        for (column, wanted) in zip(columns, expected)
        where SwiftType.kind(of: column.type) != SwiftType.kind(of: wanted.type) {
            throw GeneratorError("\(name): \(column.name) is no \(wanted.type)")
        }
        for row in rows {
            for (value, wanted) in zip(row.columns, expected) where value == nil && !wanted.isOptional {
                throw GeneratorError("\(name): \(wanted.name) is NULL in the example, the header says never")
            }
        }
    }
}
