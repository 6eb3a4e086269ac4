/// Net, tax and total of a document.
struct MoneyRule {
    let layouts: [Layout]
    let candidates: MoneyCandidates
    let solution: MoneySolver.Solution

    init(layouts: [Layout]) {
        self.layouts = layouts
        let parser = AmountParser(consensus: DocumentContext.decimalSign(of: layouts))
        candidates = MoneyCandidates(layouts, parser: parser)
        solution = MoneySolver(candidates: candidates).solve()
    }

    func predictions() -> [Prediction] {
        var found: [Prediction] = []
        add(.amount, solution.net, \.net, to: &found)
        add(.vat, solution.vat, \.vat, to: &found)
        add(.total, solution.total, \.total, to: &found)
        return found
    }

    /// The printing of the total, which tells the currency.
    var total: MoneyValue.Printing? { solution.total?.printing(\.total) }

    private func add(
        _ name: FieldName, _ value: MoneyValue?, _ role: KeyPath<RoleScores, Double>, to found: inout [Prediction]
    ) {
        guard let value else { return }
        let printing = value.printing(role)
        let layout = layouts[printing.page]
        let label = min(1, value.score(role))
        var confidence = solution.isProved ? (solution.hasKnownRate ? 0.9 : 0.85) + 0.09 * label : 0.35 + 0.4 * label
        // A proved equation stands even where the letters were hard to read.
        let words = layout.confidence(printing.money.tokens)
        confidence *= solution.isProved ? 0.85 + 0.15 * words : 0.5 + 0.5 * words
        if printing.money.reading.repaired, !solution.isProved { confidence *= 0.6 }
        found.append(
            Prediction(
                name: name, raw: printing.money.raw, evidence: layout.evidence(printing.money.tokens),
                confidence: min(0.99, confidence), source: .rules,
                rule: solution.isProved ? "equation" : "label"))
    }
}
