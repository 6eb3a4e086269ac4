/// A decimal number with up to six digits behind the point, kept as a whole number of millionths: quantities, unit
/// prices and rates, and the amounts that are reckoned with them.
public struct DecimalNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Millionths of the unit.
    public let millionths: Int64

    /// `DecimalNumber(millionths: 3_333_300)` is 3.3333.
    public init(millionths: Int64) { self.millionths = millionths }

    /// The same value as an amount of money.
    public init(_ amount: Amount) { millionths = Int64(clamping: Int128(amount.hundredths) * 10_000) }

    /// Reads an XML Schema decimal, `-1234.56`, `+.5`, `12.`; further digits are rounded half away from zero. Nil for
    /// anything else, and from 10¹² on.
    public init?(_ text: String) {
        var rest = Substring(text).utf8
        let negative = rest.first == UInt8(ascii: "-")
        if negative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: \.isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: \.isDigit)
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard rest.isEmpty, !whole.isEmpty || !fraction.isEmpty else { return nil }
        var value: Int64 = 0
        for digit in whole {
            value = value * 10 + Int64(digit - 48)
            guard value < 1_000_000_000_000 else { return nil }
        }
        var digits = fraction.prefix(6).map { Int64($0 - 48) }
        digits += Array(repeating: 0, count: 6 - digits.count)
        value = digits.reduce(value) { $0 * 10 + $1 }
        if let next = fraction.dropFirst(6).first, next >= UInt8(ascii: "5") { value += 1 }
        millionths = negative ? -value : value
    }

    /// Rounded half away from zero to hundredths.
    public var amount: Amount {
        let half: Int128 = millionths < 0 ? -5000 : 5000
        return Amount(hundredths: Int64((Int128(millionths) + half) / 10_000))
    }

    /// The product, rounded half away from zero; nil where it is too great.
    public func times(_ other: DecimalNumber, over divisor: Int64 = 1) -> DecimalNumber? {
        let product = Int128(millionths) * Int128(other.millionths)
        let unit = Int128(divisor) * 1_000_000
        let rounded = (product + (product < 0 ? -unit / 2 : unit / 2)) / unit
        return Int64(exactly: rounded).map(DecimalNumber.init(millionths:))
    }

    /// The quotient, rounded half away from zero; nil for nothing as divisor, or where it is too great.
    public func divided(by other: DecimalNumber) -> DecimalNumber? {
        guard other.millionths != 0 else { return nil }
        let dividend = Int128(millionths) * 1_000_000
        let divisor = Int128(other.millionths)
        let half = divisor.magnitude / 2
        let quotient = (dividend.magnitude + half) / divisor.magnitude
        let isNegative = (dividend < 0) != (divisor < 0)
        return Int64(exactly: quotient).map { DecimalNumber(millionths: isNegative ? -$0 : $0) }
    }

    /// Without sign.
    public var magnitude: DecimalNumber { DecimalNumber(millionths: Int64(clamping: millionths.magnitude)) }

    /// Without needless zeros: `3`, `3.3333`, `-0.5`.
    public var description: String {
        var digits = String(millionths.magnitude % 1_000_000)
        digits = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        let sign = millionths < 0 ? "-" : ""
        return "\(sign)\(millionths.magnitude / 1_000_000)\(digits.isEmpty ? "" : "." + digits)"
    }

    /// What all add up to; past what fits, the greatest or the smallest number.
    public static func sum(_ numbers: some Sequence<DecimalNumber>) -> DecimalNumber {
        DecimalNumber(millionths: Int64(clamping: numbers.reduce(Int128(0)) { $0 + Int128($1.millionths) }))
    }
    /// Sum; past what fits, which is nine times what is read, the greatest or the smallest number.
    public static func + (a: DecimalNumber, b: DecimalNumber) -> DecimalNumber {
        DecimalNumber(millionths: Int64(clamping: Int128(a.millionths) + Int128(b.millionths)))
    }
    /// Difference; as the sum.
    public static func - (a: DecimalNumber, b: DecimalNumber) -> DecimalNumber {
        DecimalNumber(millionths: Int64(clamping: Int128(a.millionths) - Int128(b.millionths)))
    }
    /// Order by value.
    public static func < (a: DecimalNumber, b: DecimalNumber) -> Bool { a.millionths < b.millionths }

    /// Nothing.
    public static let zero = DecimalNumber(millionths: 0)
}

extension DecimalNumber: Codable {
    /// Reads the text that `encode` writes.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = DecimalNumber(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a decimal number"))
        }
        self = number
    }

    /// Writes the digits as a string, so that no binary fraction touches them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension DecimalNumber: JSONValue {
    /// A number, digit for digit.
    public func appendJSON(to json: inout JSONWriter) { json.append(description) }
}
