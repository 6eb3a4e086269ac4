/// The signs that stand in and around printed amounts.
enum AmountText {
    /// ASCII with one blank, one apostrophe and one minus for their many forms; currency signs become letters.
    static func simplified(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00A0, 0x2009, 0x202F, 0x2007: bytes.append(32)
            case 0x2019, 0x2018, 0x00B4, 0x0060, 0x02BC: bytes.append(UInt8(ascii: "'"))
            case 0x2212, 0x2010...0x2014: bytes.append(UInt8(ascii: "-"))
            case 0x20AC: bytes += "EUR".utf8
            case 0x00A3: bytes += "GBP".utf8
            case 0x00A5: bytes += "JPY".utf8
            case 0x20B9: bytes += "INR".utf8
            case 0..<128: bytes.append(UInt8(scalar.value))
            default: bytes.append(0xFF)
            }
        }
        return bytes
    }

    /// Without blanks and stars around it.
    static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        let isEdge: (UInt8) -> Bool = { $0 == 32 || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "=") }
        guard let first = bytes.firstIndex(where: { !isEdge($0) }),
            let last = bytes.lastIndex(where: { !isEdge($0) })
        else { return [] }
        return Array(bytes[first...last])
    }

    /// Takes a currency sign or code off either end.
    static func stripCurrency(_ bytes: inout [UInt8]) {
        for mark in marks {
            if bytes.count > mark.count, same(bytes.prefix(mark.count), mark),
                !bytes[mark.count].isLetter || bytes[mark.count] == UInt8(ascii: "O")
            {
                bytes.removeFirst(mark.count)
                if bytes.first == UInt8(ascii: ":") { bytes.removeFirst() }
                return
            }
            if bytes.count > mark.count, same(bytes.suffix(mark.count), mark),
                !bytes[bytes.count - mark.count - 1].isLetter
            {
                bytes.removeLast(mark.count)
                return
            }
        }
    }

    /// The digit that a letter is mistaken for.
    static func lookalike(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "O"), UInt8(ascii: "o"), UInt8(ascii: "Q"), UInt8(ascii: "D"): 48
        case UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "|"), UInt8(ascii: "!"), UInt8(ascii: "i"): 49
        case UInt8(ascii: "Z"), UInt8(ascii: "z"): 50
        case UInt8(ascii: "S"), UInt8(ascii: "s"): 53
        case UInt8(ascii: "G"), UInt8(ascii: "b"): 54
        case UInt8(ascii: "T"): 55
        case UInt8(ascii: "B"): 56
        case UInt8(ascii: "q"), UInt8(ascii: "g"): 57
        default: nil
        }
    }

    private static func same(_ bytes: ArraySlice<UInt8>, _ mark: [UInt8]) -> Bool {
        bytes.elementsEqual(mark) { ($0 >= 97 && $0 <= 122 ? $0 - 32 : $0) == $1 }
    }

    private static let marks: [[UInt8]] = [
        "EUROS", "EURO", "EUR", "GBP", "USD", "US$", "S$", "A$", "C$", "$", "CHF", "SEK", "DKK", "NOK", "KR.", "KR",
        "SFR",
        "FR.", "JPY", "INR", "RS.", "RS", "RM", "MYR", "PLN", "CZK", "CAD", "AUD", "SGD", "ZL",
    ].map { Array($0.utf8) }
}
