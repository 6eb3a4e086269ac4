import Domain

/// A row of a result: the columns as the server wrote them, nil for NULL.
public struct Row: Sendable {
    /// Column by column.
    public let columns: [String?]

    /// The column at `index` as a Swift type; a fault where the column is missing, NULL or of another type, because the
    /// generator has held the type against the server.
    public func get<Value: ColumnConvertible>(_ index: Int) throws(DatabaseError) -> Value {
        guard index < columns.count, let text = columns[index], let value = Value(column: text) else {
            throw DatabaseError(.fault, message: "column \(index) is not a \(Value.self)")
        }
        return value
    }

    /// The column at `index`, nil where it is NULL.
    public func getOptional<Value: ColumnConvertible>(_ index: Int) throws(DatabaseError) -> Value? {
        guard index < columns.count, columns[index] != nil else { return nil }
        return try get(index) as Value
    }
}

/// A Swift type that a result's column can have.
public protocol ColumnConvertible {
    /// From the server's text; nil where it does not fit.
    init?(column: String)
}

extension Int: ColumnConvertible {
    /// From digits.
    public init?(column: String) { self.init(column) }
}
extension Bool: ColumnConvertible {
    /// From `0` or `1`.
    public init?(column: String) {
        guard column == "0" || column == "1" else { return nil }
        self = column == "1"
    }
}
extension String: ColumnConvertible {
    /// As it is.
    public init?(column: String) { self = column }
}
extension Identifier: ColumnConvertible {
    /// From the 36-character form.
    public init?(column: String) { self.init(column) }
}
extension DecimalText: ColumnConvertible {
    /// From digits.
    public init?(column: String) { self.init(column) }
}
extension Timestamp: ColumnConvertible {
    /// From the database's form.
    public init?(column: String) { self.init(column) }
}
