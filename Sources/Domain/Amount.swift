/// An amount of money: a whole number of hundredths, so that no binary fraction ever touches it.
public struct Amount: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Hundredths of the currency's unit.
    public let hundredths: Int64

    /// `Amount(hundredths: 123456)` is 1234.56.
    public init(hundredths: Int64) { self.hundredths = hundredths }

    /// Reads the canonical form, `-1234.56`, `1234.5` or `1234`; nil for anything else.
    public init?(canonical text: String) {
        var rest = Substring(text)
        let negative = rest.first == "-"
        if negative { rest = rest.dropFirst() }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, whole.count <= 15, whole.allSatisfy(\.isASCIIDigit) else {
            return nil
        }
        var fraction = parts.count == 2 ? String(parts[1]) : "00"
        guard (1...2).contains(fraction.count), fraction.allSatisfy(\.isASCIIDigit) else { return nil }
        if fraction.count == 1 { fraction += "0" }
        guard let units = Int64(whole), let hundredths = Int64(fraction) else { return nil }
        self.hundredths = (negative ? -1 : 1) * (units * 100 + hundredths)
    }

    /// The canonical form: `-1234.56`, always two digits behind the point.
    public var description: String {
        let magnitude = hundredths.magnitude
        let fraction = magnitude % 100
        return "\(hundredths < 0 ? "-" : "")\(magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    /// Sum.
    public static func + (a: Amount, b: Amount) -> Amount { Amount(hundredths: a.hundredths + b.hundredths) }
    /// Difference.
    public static func - (a: Amount, b: Amount) -> Amount { Amount(hundredths: a.hundredths - b.hundredths) }
    /// Order by value.
    public static func < (a: Amount, b: Amount) -> Bool { a.hundredths < b.hundredths }
}

extension Character {
    /// 0 to 9, and no digit of another script.
    public var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
