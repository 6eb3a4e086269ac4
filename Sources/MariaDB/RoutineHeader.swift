/// What the comment before a routine or a statement says of it. The generator holds it against the real server.
///
///     -- document_progress: where a document stands. Errors: 45404 document_unknown.
///     -- account: app
///     -- transaction: none
///     -- returns: one
///     --   status VARCHAR
///     --   quality_score DECIMAL?
///     -- example: CALL document_progress(@key, @document)
public struct RoutineHeader: Sendable, Hashable {
    /// Whose database account may call it.
    public enum Account: String, Sendable, CaseIterable {
        /// FCGIApp.
        case app
        /// The workers.
        case worker
        /// The command line.
        case admin
        /// The migrations; plain statements only.
        case owner
        /// Other routines only.
        case `internal`
    }

    /// How it stands to transactions.
    public enum Transaction: String, Sendable {
        /// A single statement, or only reads.
        case none
        /// Begins and ends one itself.
        case own
        /// Must be called inside one.
        case caller
    }

    /// How many rows come back.
    public enum Cardinality: String, Sendable {
        /// No result.
        case none
        /// Exactly one row.
        case one
        /// Any number.
        case many
    }

    /// A column of the result: `name TYPE`, with `?` where it may be NULL.
    public struct Column: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its SQL type, upper case, without length.
        public let type: String
        /// May be NULL.
        public let isOptional: Bool

        /// A column from its parts.
        public init(name: String, type: String, isOptional: Bool) {
            self.name = name
            self.type = type
            self.isOptional = isOptional
        }
    }

    /// The routine's name.
    public let name: String
    /// The sentences of documentation.
    public let documentation: [String]
    /// Whose account may call it.
    public let account: Account
    /// How it stands to transactions.
    public let transaction: Transaction
    /// How many rows come back.
    public let cardinality: Cardinality
    /// The routine whose rows its own are.
    public let like: String?
    /// The result's columns; those of `like` are filled in by who knows them.
    public var columns: [Column]
    /// The parameters of a plain statement, which no server reports.
    public let parameters: [Column]
    /// Names of a routine's parameters that may be NULL.
    public let nullable: Set<String>
    /// A call that works in the generator's fixture.
    public let example: String?

    /// Nil where the comment is no header at all; throws what is wrong with one that is.
    public init?(_ comment: [String]) throws(HeaderError) {
        guard comment.contains(where: { $0.hasPrefix("account: ") }), let first = comment.first,
            let colon = first.firstIndex(of: ":")
        else { return nil }
        let name = String(first[..<colon])
        var documentation = [String(first[first.index(after: colon)...].drop { $0 == " " })]
        var values: [String: String] = [:]
        var lists: [String: [Column]] = [:]
        var list: String?
        for line in comment.dropFirst() {
            if line.hasPrefix("  "), let list {
                lists[list, default: []].append(try Self.column(line, in: name))
                continue
            }
            list = nil
            let parts = line.split(separator: ":", maxSplits: 1)
            let key = String(parts.first ?? "")
            if ["account", "transaction", "returns", "parameters", "nullable", "example", "like"].contains(key) {
                values[key] = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
                list = key
            } else {
                documentation.append(line)
            }
        }
        self.name = name
        self.documentation = documentation
        account = try Self.value(values["account"], "account", in: name)
        transaction = account == .internal ? .none : try Self.value(values["transaction"], "transaction", in: name)
        cardinality = account == .internal ? .none : try Self.value(values["returns"], "returns", in: name)
        like = values["like"]
        columns = lists["returns"] ?? []
        parameters = lists["parameters"] ?? []
        nullable = Set((values["nullable"] ?? "").split { $0 == "," || $0 == " " }.map(String.init))
        example = values["example"]
    }

    private static func value<Value: RawRepresentable<String>>(
        _ text: String?, _ key: String, in name: String
    ) throws(HeaderError) -> Value {
        guard let text, let value = Value(rawValue: text) else {
            throw HeaderError("\(name): '\(key): \(text ?? "")' is not understood")
        }
        return value
    }

    private static func column(_ line: String, in name: String) throws(HeaderError) -> Column {
        let parts = line.split(separator: " ")
        guard parts.count == 2 else { throw HeaderError("\(name): '\(line)' is not 'name TYPE'") }
        let isOptional = parts[1].hasSuffix("?")
        return Column(
            name: String(parts[0]), type: String(isOptional ? parts[1].dropLast() : parts[1]), isOptional: isOptional)
    }
}

/// A header that cannot be understood.
public struct HeaderError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, and in which routine.
    public let description: String

    init(_ description: String) { self.description = description }
}
