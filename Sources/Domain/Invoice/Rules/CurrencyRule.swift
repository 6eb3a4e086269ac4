/// The currency: beside the total, behind its label, or the one that most amounts carry.
struct CurrencyRule {
    let layouts: [Layout]
    let searches: [ValueSearch]
    let money: MoneyRule

    func predictions() -> [Prediction] {
        if let total = money.total, let code = total.money.currency {
            return [beside(total, code, confidence: 0.95)]
        }
        if let labelled = labelled() { return [labelled] }
        return [most() ?? anywhere()].compactMap { $0 }
    }

    private func beside(_ printing: MoneyValue.Printing, _ code: String, confidence: Double) -> Prediction {
        let layout = layouts[printing.page]
        let tokens = printing.money.tokens
        var place = tokens
        if CurrencyParser.attached(to: printing.money.raw) == nil {
            let before = tokens.lowerBound - 1
            place =
                before >= 0 && CurrencyParser.code(layout.tokens[before].text) == code
                ? before..<tokens.lowerBound : tokens.upperBound..<(tokens.upperBound + 1)
        }
        let raw = place == tokens ? Self.sign(in: printing.money.raw) : layout.text(place)
        return prediction(layout, place, raw, confidence, "beside-amount")
    }

    private func labelled() -> Prediction? {
        for (layout, search) in zip(layouts, searches) {
            for label in search.labels where label.kind == .currency {
                let hit = search.value(of: label) { index -> (String, Range<Int>)? in
                    let text = layout.tokens[index].text
                    return CurrencyParser.code(text) == nil ? nil : (text, index..<(index + 1))
                }
                if let hit { return prediction(layout, hit.tokens, hit.value, 0.93, "label") }
            }
        }
        return nil
    }

    private func most() -> Prediction? {
        var count: [String: Int] = [:]
        for value in money.candidates.values {
            for printing in value.printings { if let code = printing.money.currency { count[code, default: 0] += 1 } }
        }
        guard let best = count.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        for value in money.candidates.values {
            for printing in value.printings where printing.money.currency == best.key {
                return beside(printing, best.key, confidence: count.count == 1 ? 0.85 : 0.65)
            }
        }
        return nil
    }

    /// A sign or code anywhere: `Alle Beträge in EUR`, `Amount (RM)`.
    private func anywhere() -> Prediction? {
        guard !money.candidates.values.isEmpty else { return nil }
        var crown: Prediction?
        for layout in layouts {
            for (index, token) in layout.tokens.enumerated() where (1...20).contains(token.text.utf8.count) {
                let text = Self.bracketed(token.text)
                if text.utf8.contains(where: { !$0.isDigit }), let code = CurrencyParser.code(text),
                    text == text.uppercased() || code == "INR", text != "FR", text != "FT"
                {
                    return prediction(layout, index..<(index + 1), text, 0.7, "anywhere")
                }
                if crown == nil, CurrencyParser.isCrown(text) {
                    crown = prediction(layout, index..<(index + 1), text, 0.7, "crown")
                }
            }
        }
        return crown
    }

    private func prediction(_ layout: Layout, _ tokens: Range<Int>, _ raw: String, _ base: Double, _ rule: String)
        -> Prediction
    {
        Prediction(
            name: .currency, raw: raw, evidence: layout.evidence(tokens),
            confidence: base * (0.6 + 0.4 * layout.confidence(tokens)), source: .rules, rule: rule)
    }

    /// `RM` in `Total(RM):`.
    private static func bracketed(_ text: String) -> String {
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else {
            return text
        }
        return String(text[text.index(after: open)..<close])
    }

    /// The sign or code in front of or behind the digits.
    private static func sign(in raw: String) -> String {
        raw.filter { !$0.isASCIIDigit && !".,'-() +:".contains($0) }
    }
}
