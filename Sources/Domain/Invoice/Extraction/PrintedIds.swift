/// An id with a check digit that stands on a page.
struct PrintedId: Sendable, Hashable {
    /// What kind it is, in words.
    var kind: String
    /// The id without blanks.
    var text: String
    /// Whether its check digit is right.
    var isValid: Bool
}

/// Finds VAT ids, IBANs, creditor references and Swedish organisation numbers.
enum PrintedIds {
    /// All of a page, each once, at most 20.
    static func find(in layout: Layout) -> [PrintedId] {
        var found: [PrintedId] = []
        for line in layout.lines {
            var index = line.lowerBound
            while index < line.upperBound, found.count < 20 {
                if let (id, next) = id(layout, at: index, until: line.upperBound) {
                    if !found.contains(id) { found.append(id) }
                    index = next
                } else {
                    index += 1
                }
            }
        }
        return found
    }

    /// The longest id that begins at the token: groups of digits follow the country.
    private static func id(_ layout: Layout, at start: Int, until end: Int) -> (PrintedId, Int)? {
        let first = layout.tokens[start].text
        if let number = organisation(layout, first, start) { return (number, start + 1) }
        let code = CheckDigits.compact(first)
        guard code.count >= 2, code[0].isLetter, code[1].isLetter, first.first?.isUppercase ?? false,
            code.dropFirst(2).contains(where: \.isDigit) || code.count == 2
        else { return nil }
        var key = ""
        var best: (PrintedId, Int)?
        for index in start..<min(start + 9, end) {
            let text = layout.tokens[index].text
            let piece = String(decoding: CheckDigits.compact(text), as: UTF8.self)
            if index > start, !text.utf8.contains(where: \.isDigit) { break }
            key += piece
            if key.utf8.count > 34 { break }
            if let id = classified(key) { best = (id, index + 1) }
        }
        return best
    }

    private static func classified(_ key: String) -> PrintedId? {
        let bytes = Array(key.utf8)
        guard bytes.count >= 8 else { return nil }
        if key.hasPrefix("RF"), bytes.count >= 8 {
            return CheckDigits.creditorReference(key)
                ? PrintedId(kind: "creditor reference", text: key, isValid: true) : nil
        }
        let country = String(key.prefix(2))
        if let length = CheckDigits.ibanLength(of: country), length == bytes.count, bytes[2].isDigit, bytes[3].isDigit {
            return PrintedId(kind: "IBAN", text: key, isValid: CheckDigits.iban(key))
        }
        return CheckDigits.vatId(key).map { PrintedId(kind: "VAT id", text: key, isValid: $0) }
    }

    /// `556016-0680` after a word that speaks of an organisation number.
    private static func organisation(_ layout: Layout, _ text: String, _ index: Int) -> PrintedId? {
        let number = NumberRule.trimmed(text)
        guard number.utf8.count == 11, number.utf8.dropFirst(6).first == 45, number.utf8.count(where: \.isDigit) == 10,
            (max(0, index - 3)..<index).contains(where: { layout.tokens[$0].folded.hasPrefix("org") })
        else { return nil }
        return PrintedId(kind: "organisation number", text: number, isValid: CheckDigits.luhn(number))
    }
}
