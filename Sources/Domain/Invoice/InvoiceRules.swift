/// Says which words of a document are which field. The built-in rules are one, a language model may be another.
public protocol Predictor {
    /// Raw values of the type's fields with their evidence; none for a field that is not there.
    func predict(_ pages: [Page], as type: DocumentType) throws -> [Prediction]
}

/// The built-in rules: labels, columns, equations, letterheads. No state, no I/O.
public struct InvoiceRules: Predictor, Sendable {
    /// The rules, as they are.
    public init() {}

    /// At most one prediction a field; none of an invoice's on pages without anything that looks like one.
    public func predict(_ pages: [Page], as type: DocumentType = .invoice) -> [Prediction] {
        let layouts = pages.prefix(50).map(Layout.init)
        let own = OwnLabels(type)
        let searches = layouts.map { ValueSearch(layout: $0, labels: LabelFinder(layout: $0, own: own).labels()) }
        var found = type.isInvoice ? invoice(layouts, searches) : []
        if own != nil {
            let parser = AmountParser(consensus: DocumentContext.decimalSign(of: layouts))
            for (layout, search) in zip(layouts, searches) {
                let rule = OwnFieldRule(layout: layout, search: search, fields: type.fields, parser: parser)
                found += Self.weighted(rule.predictions(), on: layout)
            }
        }
        return type.names.compactMap { name in best(found.filter { $0.name == name }) }
    }

    private func invoice(_ layouts: [Layout], _ searches: [ValueSearch]) -> [Prediction] {
        let money = MoneyRule(layouts: layouts)
        var found = money.predictions()
        found += CurrencyRule(layouts: layouts, searches: searches, money: money).predictions()
        for (layout, search) in zip(layouts, searches) {
            let ownPage =
                NumberRule(layout: layout, search: search).predictions()
                + DateRule(layout: layout, search: search).predictions()
            found += Self.weighted(ownPage, on: layout)
        }
        guard !found.isEmpty else { return [] }
        return found + VendorRule(layouts: layouts, searches: searches).predictions()
    }

    /// Later pages repeat the first; what only they say counts a little less.
    private static func weighted(_ predictions: [Prediction], on layout: Layout) -> [Prediction] {
        let weight = layout.page.number <= 1 ? 1 : 0.95
        return predictions.map { prediction in
            var prediction = prediction
            prediction.confidence *= weight
            return prediction
        }
    }

    /// The surest; the first of several alike. A value that was found more than once gains a little.
    private func best(_ predictions: [Prediction]) -> Prediction? {
        var best: Prediction?
        for prediction in predictions {
            var prediction = prediction
            let same = predictions.count { Folding.folded($0.raw) == Folding.folded(prediction.raw) }
            if same > 1 { prediction.confidence = min(0.99, prediction.confidence + 0.03 * Double(min(3, same - 1))) }
            if prediction.confidence > best?.confidence ?? 0 { best = prediction }
        }
        return best
    }
}
