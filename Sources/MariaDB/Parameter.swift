import Domain

/// A value given to a statement.
public enum Parameter: Sendable {
    /// SQL NULL.
    case null
    /// An integer of any width.
    case int(Int)
    /// Text, a decimal, a date, a UUID: the server converts.
    case text(String)
    /// Bytes as they are.
    case bytes([UInt8])
}

/// A Swift type that a routine's parameter can have.
public protocol ParameterConvertible {
    /// The value as the statement takes it.
    var parameter: Parameter { get }
}

extension Int: ParameterConvertible {
    /// An integer.
    public var parameter: Parameter { .int(self) }
}
extension Bool: ParameterConvertible {
    /// 1 or 0.
    public var parameter: Parameter { .int(self ? 1 : 0) }
}
extension String: ParameterConvertible {
    /// Text.
    public var parameter: Parameter { .text(self) }
}
extension Identifier: ParameterConvertible {
    /// The 36-character form.
    public var parameter: Parameter { .text(description) }
}
extension Digest: ParameterConvertible {
    /// The 32 bytes.
    public var parameter: Parameter { .bytes(bytes) }
}
extension DecimalText: ParameterConvertible {
    /// The digits.
    public var parameter: Parameter { .text(text) }
}
extension Timestamp: ParameterConvertible {
    /// The database's form.
    public var parameter: Parameter { .text(database) }
}
extension Optional: ParameterConvertible where Wrapped: ParameterConvertible {
    /// NULL where there is none.
    public var parameter: Parameter { self?.parameter ?? .null }
}
