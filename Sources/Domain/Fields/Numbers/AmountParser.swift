/// Which sign separates the decimals of a document.
public enum DecimalSign: Sendable, Hashable {
    /// `1,234.56`
    case point
    /// `1.234,56`
    case comma
}

/// Reads amounts as people print them: `1.234,56`, `1 234,56`, `1,234.56`, `1'234.50`, `125:-`, `(99.00)`, `100,00-`.
public struct AmountParser: Sendable {
    /// What parsing gives.
    public struct Reading: Sendable, Hashable {
        /// The amount.
        public var amount: Amount
        /// How many digits stand behind the decimal sign.
        public var decimals: Int
        /// The sign was one that may separate thousands as well as decimals, `1.234`, and nothing in the text decides.
        public var ambiguous: Bool
        /// The decimal sign, where the text shows which it is.
        public var sign: DecimalSign?
        /// Letters were read as digits, `O` as 0.
        public var repaired: Bool
    }

    /// The sign that decides ambiguous cases; nil reads `1.234` as one thousand two hundred and thirty-four.
    public var consensus: DecimalSign?
    /// Whether letters that look like digits are read as digits.
    public var repairs: Bool

    /// A parser that decides ambiguous cases by `consensus`.
    public init(consensus: DecimalSign? = nil, repairs: Bool = false) {
        self.consensus = consensus
        self.repairs = repairs
    }

    /// The amount in the text, currency and sign included; nil where it holds anything else.
    public func parse(_ text: String) -> Reading? {
        guard text.utf8.count <= 40, var body = AmountBody(text, repairs: repairs) else { return nil }
        return body.reading(consensus: consensus)
    }
}

/// The digits and separators of an amount, its currency and sign stripped.
struct AmountBody {
    var digits: [UInt8] = []
    /// Where separators stand: the number of digits before each, and the sign.
    var separators: [(at: Int, sign: UInt8)] = []
    var negative = false
    var whole = false
    var repaired = false

    init?(_ text: String, repairs: Bool) {
        var bytes = AmountText.simplified(text)
        strip(&bytes)
        guard let first = bytes.first, let last = bytes.last, last.isDigit || repairs, first != 32 else { return nil }
        var real = 0
        for byte in bytes {
            switch byte {
            case 48...57:
                digits.append(byte)
                real += 1
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: ":"), 32:
                separators.append((digits.count, byte))
            default:
                guard repairs, let digit = AmountText.lookalike(byte) else { return nil }
                digits.append(digit)
                repaired = true
            }
        }
        guard real > 0, real * 2 >= digits.count, (1...15).contains(digits.count) else { return nil }
    }

    /// Takes off parentheses, signs, currency and the trailing `:-` of whole amounts.
    private mutating func strip(_ bytes: inout [UInt8]) {
        var changed = true
        while changed, !bytes.isEmpty {
            let before = bytes.count
            bytes = AmountText.trimmed(bytes)
            if bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") {
                bytes = Array(bytes.dropFirst().dropLast())
                negative = true
            }
            AmountText.stripCurrency(&bytes)
            if let tail = bytes.last, tail == UInt8(ascii: "-") {
                bytes.removeLast()
                if let sign = bytes.last,
                    sign == UInt8(ascii: ":") || sign == UInt8(ascii: ",") || sign == UInt8(ascii: ".")
                {
                    bytes.removeLast()
                    whole = true
                } else {
                    negative = true
                }
            }
            if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") {
                negative = negative || bytes[0] == UInt8(ascii: "-")
                bytes.removeFirst()
            }
            changed = bytes.count != before
        }
    }
}
