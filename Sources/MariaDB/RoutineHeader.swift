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
        /// A tenant's administrators.
        case tenantAdmin = "tenant_admin"
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
        /// Begins and ends one in which it only reads, so that all it gives is of one moment.
        case snapshot
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
    /// Further results behind the first, any number of rows each: `and: name`, and its columns.
    public let lists: [List]
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
        var columns: [String: [Column]] = [:]
        var lists: [List] = []
        var key: String?
        for line in comment.dropFirst() {
            if line.hasPrefix("  "), let key {
                let column = try Column(line, in: name)
                if key == "and" {
                    lists[lists.count - 1].columns.append(column)
                } else {
                    columns[key, default: []].append(column)
                }
                continue
            }
            let parts = line.split(separator: ":", maxSplits: 1)
            key = parts.first.map(String.init).flatMap { Self.keys.contains($0) ? $0 : nil }
            if let key {
                let value = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
                if key == "and" { lists.append(List(name: value)) } else { values[key] = value }
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
        self.columns = columns["returns"] ?? []
        self.lists = lists
        parameters = columns["parameters"] ?? []
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

    private static let keys: Set = [
        "account", "transaction", "returns", "and", "parameters", "nullable", "example", "like",
    ]
}

/// A header that cannot be understood.
public struct HeaderError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, and in which routine.
    public let description: String

    init(_ description: String) { self.description = description }
}
