/// Puts one misread digit right where the equation proves what it must be.
enum AmountRepair {
    /// Repairs one of the three amounts; false where none or more than one could be the wrong one.
    static func repair(_ parts: inout MoneyParts) -> Bool {
        guard let net = parts.value(.amount), let vat = parts.value(.vat), let total = parts.value(.total) else {
            return false
        }
        let needed: [(FieldName, read: Int64, must: Int64, net: Int64, vat: Int64)] = [
            (.amount, net, total - vat, total - vat, vat),
            (.vat, vat, total - net, net, total - net),
            (.total, total, net + vat, net, vat),
        ]
        let possible = needed.filter { part in
            TaxRates.isKnown(vat: part.vat, net: part.net) && isMisreading(part.read, of: part.must)
        }
        guard possible.count == 1, let part = possible.first else { return false }
        parts[part.0]?.value = .amount(Amount(hundredths: part.must))
        parts[part.0]?.rule = "ocr-repair"
        for name in MoneyParts.names {
            let confidence = parts[name]?.confidence ?? 0
            parts[name]?.confidence = name == part.0 ? min(confidence, 0.7) : max(confidence, 0.75)
        }
        return true
    }

    /// Whether the two differ by one digit, and the two digits look alike, or by one lost digit.
    static func isMisreading(_ read: Int64, of value: Int64) -> Bool {
        guard (read < 0) == (value < 0), value != 0 else { return false }
        let (a, b) = (Array(String(read.magnitude).utf8), Array(String(value.magnitude).utf8))
        guard a != b else { return false }
        if a.count == b.count {
            let different = a.indices.filter { a[$0] != b[$0] }
            guard different.count == 1, let at = different.first else { return false }
            return lookAlike.contains("\(min(a[at], b[at]) - 48)\(max(a[at], b[at]) - 48)")
        }
        return b.count == a.count + 1 && b.count >= 5 && EditDistance.isAtMostOne(a, b)
    }

    private static let lookAlike: Set<String> = [
        "17", "38", "56", "58", "08", "68", "06", "49", "14", "35", "89", "09", "27", "12", "39", "69", "47",
    ]
}
