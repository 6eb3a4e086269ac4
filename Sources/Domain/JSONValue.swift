/// What can stand as a value in JSON.
public protocol JSONValue {
    /// Appends the value, and nothing around it.
    func appendJSON(to json: inout JSONWriter)
}

extension String: JSONValue {
    /// A string literal.
    public func appendJSON(to json: inout JSONWriter) { json.appendEscaped(self) }
}

extension Substring: JSONValue {
    /// A string literal.
    public func appendJSON(to json: inout JSONWriter) { json.appendEscaped(self) }
}

extension Bool: JSONValue {
    /// `true` or `false`.
    public func appendJSON(to json: inout JSONWriter) { json.append(self ? "true" : "false") }
}

extension Int: JSONValue {
    /// Decimal digits.
    public func appendJSON(to json: inout JSONWriter) { json.append(String(self)) }
}

extension Int64: JSONValue {
    /// Decimal digits.
    public func appendJSON(to json: inout JSONWriter) { json.append(String(self)) }
}

extension UInt64: JSONValue {
    /// Decimal digits.
    public func appendJSON(to json: inout JSONWriter) { json.append(String(self)) }
}

extension Double: JSONValue {
    /// The shortest text that reads back the same; `null` for what JSON has no number for.
    public func appendJSON(to json: inout JSONWriter) { json.append(isFinite ? description : "null") }
}

extension Amount: JSONValue {
    /// A number with two digits behind the point.
    public func appendJSON(to json: inout JSONWriter) { json.append(description) }
}

extension Identifier: JSONValue {
    /// The 36-character form as a string.
    public func appendJSON(to json: inout JSONWriter) { json.appendEscaped(description) }
}

extension Optional: JSONValue where Wrapped: JSONValue {
    /// The value, or `null`.
    public func appendJSON(to json: inout JSONWriter) {
        if let self { self.appendJSON(to: &json) } else { json.append("null") }
    }
}

extension Array: JSONValue where Element: JSONValue {
    /// An array of the values.
    public func appendJSON(to json: inout JSONWriter) {
        json.append("[")
        for (index, element) in enumerated() {
            if index > 0 { json.append(",") }
            element.appendJSON(to: &json)
        }
        json.append("]")
    }
}

/// A number given as decimal text, such as a DECIMAL column: written digit for digit, never through a binary fraction.
public struct JSONDecimal: JSONValue, Sendable, Hashable {
    /// The digits.
    public let text: String

    /// Nil unless `text` is a number by JSON's grammar.
    public init?(_ text: String) {
        var rest = Substring(text).utf8
        func takeDigits() -> Int {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let leadingZero = rest.first == UInt8(ascii: "0")
        let whole = takeDigits()
        guard whole > 0, !leadingZero || whole == 1 else { return nil }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard takeDigits() > 0 else { return nil }
        }
        guard rest.isEmpty else { return nil }
        self.text = text
    }

    /// The digits as they are.
    public func appendJSON(to json: inout JSONWriter) { json.append(text) }
}
