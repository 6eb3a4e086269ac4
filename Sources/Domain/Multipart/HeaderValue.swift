/// A header value with parameters, such as `form-data; name="file"; filename="a.pdf"` or
/// `multipart/form-data; boundary=x`.
public struct HeaderValue: Sendable, Hashable {
    /// What stands before the first `;`.
    public let value: String
    /// The parameters in order, their names in lower case, quotes and escapes removed.
    public let parameters: [(name: String, value: String)]

    /// Nil where the text does not follow the grammar.
    public init?(_ text: String) {
        var scanner = Scanner(rest: Array(text.utf8)[...])
        value = scanner.token(until: ";")
        var parameters: [(name: String, value: String)] = []
        while scanner.skip(";") {
            let name = scanner.token(until: "=", ";").lowercased()
            if name.isEmpty && !scanner.isAt("=") { continue }
            guard !name.isEmpty, scanner.skip("="), let value = scanner.value() else { return nil }
            parameters.append((name, value))
        }
        guard scanner.rest.isEmpty else { return nil }
        self.parameters = parameters
    }

    /// The first parameter of that name, given in lower case.
    public subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The parameter in its extended form (RFC 8187, `name*=UTF-8''…`) where that can be read, else the plain one.
    public func text(_ name: String) -> String? { self[name + "*"].flatMap(Self.decodeExtended) ?? self[name] }

    private static func decodeExtended(_ value: String) -> String? {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var bytes: [UInt8] = []
        var rest = parts[2].utf8[...]
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "%") {
                bytes.append(byte)
            } else {
                guard rest.count >= 2, let escaped = UInt8(Substring(rest.prefix(2)), radix: 16) else { return nil }
                bytes.append(escaped)
                rest = rest.dropFirst(2)
            }
        }
        return switch parts[0].lowercased() {
        case "utf-8": String(validating: bytes, as: UTF8.self)
        case "iso-8859-1": String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: nil
        }
    }

    /// Two values are the same with the same parameters in the same order.
    public static func == (a: HeaderValue, b: HeaderValue) -> Bool {
        a.value == b.value && a.parameters.elementsEqual(b.parameters, by: ==)
    }

    /// Agrees with `==`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(value)
        for (name, value) in parameters {
            hasher.combine(name)
            hasher.combine(value)
        }
    }
}

private struct Scanner {
    var rest: ArraySlice<UInt8>

    func isAt(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard isAt(character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// The text up to one of `ends`, blanks around it removed.
    mutating func token(until ends: Unicode.Scalar...) -> String {
        let token = rest.prefix { byte in !ends.contains { UInt8(ascii: $0) == byte } }
        rest = rest.dropFirst(token.count)
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let text = token.drop(while: isBlank)
        return String(decoding: text.prefix(text.count - text.reversed().prefix(while: isBlank).count), as: UTF8.self)
    }

    mutating func value() -> String? {
        rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard skip("\"") else { return token(until: ";") }
        guard let text = quoted() else { return nil }
        return token(until: ";").isEmpty ? text : nil
    }

    /// The rest of a quoted string. A backslash escapes a quote or a backslash; before anything else it is itself,
    /// since some browsers send `C:\fakepath\a.pdf` as it is.
    private mutating func quoted() -> String? {
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\") where isAt("\"") || isAt("\\"): text.append(rest.removeFirst())
            default: text.append(byte)
            }
        }
        return nil
    }
}
