/// The invoice number: the value of its label, or what follows the title.
struct NumberRule {
    let layout: Layout
    let search: ValueSearch

    func predictions() -> [Prediction] {
        var found: [Prediction] = []
        for (index, label) in search.labels.enumerated() {
            switch label.kind {
            case .number:
                add(label, base: 0.9, rule: "label", to: &found)
            case .title:
                // `Facture FA-2017-0010`, at the start of its cell.
                let cell = layout.cells[layout.cellOfToken[label.tokens.lowerBound]]
                guard label.tokens.lowerBound <= cell.tokens.lowerBound + 2 else { continue }
                add(label, base: 0.7, rule: "title", below: false, skipping: 1, to: &found)
            case .bareNumber where isBesideTitle(index):
                add(label, base: 0.72, rule: "title-number", below: false, to: &found)
            default: continue
            }
        }
        return found
    }

    /// `Handelsrechnung (380) Nr.`: a title earlier on the same line, or just above.
    private func isBesideTitle(_ index: Int) -> Bool {
        let line = layout.tokens[search.labels[index].tokens.lowerBound].line
        var earlier = index - 1
        while earlier >= 0, layout.tokens[search.labels[earlier].tokens.lowerBound].line == line {
            if search.labels[earlier].kind == .title { return true }
            if search.labels[earlier].kind != .bareNumber { return false }
            earlier -= 1
        }
        // `# 4711` at the start of its cell, right under the title.
        let start = search.labels[index].tokens.lowerBound
        guard layout.cells[layout.cellOfToken[start]].tokens.lowerBound == start else { return false }
        return search.labels.contains { title in
            title.kind == .title && (line - 2..<line).contains(layout.tokens[title.tokens.lowerBound].line)
        }
    }

    private func add(
        _ label: Label, base: Double, rule: String, below: Bool = true, skipping: Int = 2, to found: inout [Prediction]
    ) {
        guard let hit = search.value(of: label, skipping: skipping, below: below, match: number) else { return }
        // A label in the middle of a sentence speaks of some other document as often as not.
        let depth =
            label.tokens.lowerBound - layout.cells[layout.cellOfToken[label.tokens.lowerBound]].tokens.lowerBound
        let before = depth > 0 ? layout.tokens[label.tokens.lowerBound - 1].text : ""
        let isSentence = depth >= 4 || before.first?.isLowercase ?? false
        let place = rule == "label" && isSentence ? 0.7 : 1
        let confidence = base * place * label.strength * hit.nearness * (0.4 + 0.6 * layout.confidence(hit.tokens))
        found.append(
            Prediction(
                name: .invoiceNumber, raw: hit.value, evidence: layout.evidence(hit.tokens), confidence: confidence,
                source: .rules, rule: rule))
    }

    /// A number at the token, together with the letters before it where they belong to it: `RE 2024-17`.
    func number(at index: Int) -> (String, Range<Int>)? {
        let text = Self.trimmed(layout.tokens[index].text)
        if Self.isNumber(text) {
            guard !isAmountOrDate(index, text) else { return nil }
            var end = index + 1
            var joined = text
            // `2024 - 0815`, `AB 12 345`: what follows at a blank's distance and is digits again.
            while end < layout.tokens.count, end < index + 4, isContinuation(end, after: joined) {
                joined += " " + Self.trimmed(layout.tokens[end].text)
                end += 1
            }
            return (joined, index..<end)
        }
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ $0.isLetter || $0 == 45 || $0 == 47 }),
            text.utf8.contains(where: \.isLetter), text == text.uppercased(), !Self.labelWords.contains(text),
            index + 1 < layout.tokens.count, layout.tokens[index + 1].line == layout.tokens[index].line,
            layout.cellOfToken[index + 1] == layout.cellOfToken[index]
        else { return nil }
        let next = Self.trimmed(layout.tokens[index + 1].text)
        guard Self.isNumber(next), !isAmountOrDate(index + 1, next) else { return nil }
        return (text + " " + next, index..<(index + 2))
    }

    private func isContinuation(_ index: Int, after text: String) -> Bool {
        guard layout.tokens[index].line == layout.tokens[index - 1].line,
            layout.cellOfToken[index] == layout.cellOfToken[index - 1]
        else { return false }
        let next = layout.tokens[index].text
        let dashed = text.hasSuffix("-") || text.hasSuffix("/") || next.hasPrefix("-") || next.hasPrefix("/")
        return dashed && next.utf8.contains(where: \.isDigit) && Self.isNumber(Self.trimmed(next))
    }

    private func isAmountOrDate(_ index: Int, _ text: String) -> Bool {
        if let date = DateParser().parse(text), !date.bare { return true }
        if index + 1 < layout.tokens.count, layout.tokens[index + 1].text.hasPrefix("%") { return true }
        guard let amount = AmountParser().parse(text) else { return text.hasSuffix("%") }
        return amount.decimals == 2 || CurrencyParser.attached(to: text) != nil
    }

    /// Letters, digits and joining signs, with at least one digit that is not 0.
    static func isNumber(_ text: String) -> Bool {
        guard (1...40).contains(text.utf8.count), text.utf8.contains(where: { $0.isDigit && $0 != 48 }) else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            byte.isDigit || byte.isLetter || [45, 47, 46, 95, 35, 43, 92].contains(byte)
        } && !text.hasPrefix("(")
    }

    /// Without the punctuation around it.
    static func trimmed(_ text: String) -> String {
        let isEdge: (Character) -> Bool = { ":#.,;*[]'\"„“°|".contains($0) }
        var rest = Substring(text)
        while let first = rest.first, isEdge(first) { rest = rest.dropFirst() }
        while let last = rest.last, isEdge(last) || last == "-" { rest = rest.dropLast() }
        return String(rest)
    }

    private static let labelWords: Set<String> = ["NO", "NR", "DATE", "N", "PAGE", "VOM", "DU", "TO"]
}
