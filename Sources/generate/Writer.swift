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

    /// The row types, where rows come back.
    func rows() throws -> String {
        guard header.cardinality != .none, header.like == nil else { return "" }
        let call = "\(session)/\(SwiftType.lowerCamel(header.name))"
        let writer = RowWriter(routine: header.name)
        var text = "/// A row of ``\(call)``.\n"
        text += try writer.row(rowType, header.columns, lists: header.lists.map { ($0.name, listType($0)) })
        for list in header.lists {
            text += "/// A row of \(list.name) of ``\(call)``.\n"
            text += try writer.row(listType(list), list.columns)
        }
        return text
    }

    private func listType(_ list: RoutineHeader.List) -> String {
        SwiftType.upperCamel(header.name) + SwiftType.upperCamel(list.name) + "Row"
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
        case .one where !header.lists.isEmpty: text += "        try \(rowType)(\(call))\n"
        case .one: text += "        try \(rowType)(Database.one(\(call)))\n"
        case .many: text += "        try Database.all(\(call), as: \(rowType).init)\n"
        }
        return text + "    }\n\n"
    }

    private var verb: String {
        switch header.transaction {
        case .none, .snapshot: header.lists.isEmpty ? "read" : "readAll"
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
            declared.append("\(name): \(try SwiftType.name(of: parameter, in: header.name))")
            values.append("\(name).parameter")
        }
        return (declared, values)
    }
}
