/// A decimal number as its digits, as the database keeps it; no binary fraction on the way.
public struct DecimalText: Sendable, Hashable, CustomStringConvertible {
    /// `-?digits(.digits)?`, which is also a JSON number.
    public let text: String

    /// Nil unless the text is a plain decimal number.
    public init?(_ text: String) {
        var digits = Substring(text)
        if digits.first == "-" { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }), !parts.isEmpty else { return nil }
        self.text = text
    }

    /// A share from 0 to 1 with three digits behind the point; what lies outside is brought to the nearer end.
    public init(share: Double) {
        let thousandths = share.isNaN ? 0 : Int((min(max(share, 0), 1) * 1000).rounded())
        let fraction = String(thousandths % 1000)
        text = "\(thousandths / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }

    /// The nearest binary fraction, for scores; never for money.
    public var double: Double { Double(text) ?? 0 }

    /// The digits.
    public var description: String { text }
}
