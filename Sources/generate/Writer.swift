import MariaDB

/// Writes the typed Swift call of a routine or statement.
struct Writer {
    let entry: Entry
    let parameters: [RoutineHeader.Column]

    private var header: RoutineHeader { entry.header }
    private var rowType: String { SwiftType.upperCamel(header.like ?? header.name) + "Row" }

    /// The Swift type that carries the calls of the entry's account.
    var session: String {
        let account = SwiftType.upperCamel(header.account.rawValue)
        return header.transaction == .caller ? account + "Transaction" : account + "Session"
    }

    /// The row type, where rows come back.
    func row() throws -> String {
        guard header.cardinality != .none, header.like == nil else { return "" }
        var text =
            "/// A row of ``\(session)/\(SwiftType.lowerCamel(header.name))``.\npublic struct \(rowType): Sendable {\n"
        for column in header.columns {
            text += "    /// `\(column.name)`, \(column.type)\(column.isOptional ? " or NULL" : "").\n"
            text += "    public let \(SwiftType.lowerCamel(column.name)): \(try type(column))\n"
        }
        text += "\n    init(_ row: Row) throws(DatabaseError) {\n"
        for (index, column) in header.columns.enumerated() {
            let getter = column.isOptional ? "getOptional" : "get"
            text += "        \(SwiftType.lowerCamel(column.name)) = try row.\(getter)(\(index))\n"
        }
        return text + "    }\n}\n\n"
    }

    /// The method.
    func method() throws -> String {
        var text = "    /// \(header.documentation.joined(separator: "\n    /// "))\n"
        let arguments = try signature()
        let result: String
        switch header.cardinality {
        case .none: result = ""
        case .one: result = " -> \(rowType)"
        case .many: result = " -> [\(rowType)]"
        }
        text += "    public func \(SwiftType.lowerCamel(header.name))(\(arguments.declared.joined(separator: ", ")))"
        text += " throws(DatabaseError)\(result) {\n"
        let values = "[\(arguments.values.joined(separator: ", "))]"
        let call = "database.\(verb)(\n            \(sql), \(values))"
        switch header.cardinality {
        case .none: text += "        _ = try \(call)\n"
        case .one: text += "        try \(rowType)(Database.one(\(call)))\n"
        case .many: text += "        try Database.all(\(call), as: \(rowType).init)\n"
        }
        return text + "    }\n\n"
    }

    private var verb: String {
        switch header.transaction {
        case .none: "read"
        case .own: "change"
        case .caller: "part"
        }
    }

    private var sql: String {
        if let statement = entry.statement {
            return "#\"\"\"\n" + statement.split(separator: "\n").map { "            " + $0 }.joined(separator: "\n")
                + "\n            \"\"\"#"
        }
        return "\"CALL \(header.name)(\(parameters.map { _ in "?" }.joined(separator: ",")))\""
    }

    private func signature() throws -> (declared: [String], values: [String]) {
        var declared: [String] = []
        var values: [String] = []
        var rest = parameters[...]
        if parameters.prefix(3).map(\.name) == ["job", "worker", "fence"] {
            declared.append("lease: Lease")
            values += ["lease.job.parameter", "lease.worker.parameter", "lease.fence.parameter"]
            rest = rest.dropFirst(3)
        }
        for parameter in rest {
            let name = SwiftType.lowerCamel(parameter.name)
            declared.append("\(name): \(try type(parameter))")
            values.append("\(name).parameter")
        }
        return (declared, values)
    }

    private func type(_ column: RoutineHeader.Column) throws -> String {
        guard let name = SwiftType.name(of: column.type) else {
            throw GeneratorError("\(header.name): no Swift type for \(column.name) \(column.type)")
        }
        return name + (column.isOptional ? "?" : "")
    }
}
