import MariaDB

/// Writes the Swift structs of a routine's rows.
struct RowWriter {
    let routine: String

    /// A struct with the columns, and below them the rows of the results behind the first, each by its name and row type.
    func row(
        _ name: String, _ columns: [RoutineHeader.Column], lists: [(name: String, type: String)] = []
    ) throws -> String {
        var text = "public struct \(name): Sendable {\n"
        for column in columns {
            text += "    /// `\(column.name)`, \(column.type)\(column.isOptional ? " or NULL" : "").\n"
            text += "    public let \(SwiftType.lowerCamel(column.name)): "
            text += "\(try SwiftType.name(of: column, in: routine))\n"
        }
        for list in lists {
            text += "    /// `\(list.name)`, any number.\n"
            text += "    public let \(SwiftType.lowerCamel(list.name)): [\(list.type)]\n"
        }
        if lists.isEmpty {
            text += "\n    init(_ row: Row) throws(DatabaseError) {\n"
        } else {
            text += "\n    init(_ results: [[Row]]) throws(DatabaseError) {\n"
            text += "        let results = try Database.results(results, \(lists.count + 1))\n"
            text += "        let row = try Database.one(results[0])\n"
        }
        for (index, column) in columns.enumerated() {
            text += "        \(SwiftType.lowerCamel(column.name)) = \(getter(column, index))\n"
        }
        for (index, list) in lists.enumerated() {
            text += "        \(SwiftType.lowerCamel(list.name)) = "
            text += "try Database.all(results[\(index + 1)], as: \(list.type).init)\n"
        }
        return text + "    }\n}\n\n"
    }

    private func getter(_ column: RoutineHeader.Column, _ index: Int) -> String {
        let optional = column.isOptional ? "Optional" : ""
        return column.content == nil
            ? "try row.get\(optional)(\(index))"
            : "try row.decode\(optional)(\(index), \"\(routine).\(column.name)\")"
    }
}
