/// Reads a tenant's own fields by their kind.
struct OwnFieldDecision {
    let layouts: [Layout]
    /// ISO 4217, where the document has one: it tells the order of day and month.
    let currency: String?

    /// Nil where the text is nothing of the kind.
    func field(_ prediction: Prediction, _ kind: FieldDefinition.Kind) -> Field? {
        switch kind {
        case .text:
            return TextValue.normalised(prediction.raw, prediction.name).map { Field(prediction, value: .text($0)) }
        case .date: return DateDecision(layouts: layouts, currency: currency).field(prediction)
        case .amount:
            var parser = AmountParser(consensus: DocumentContext.decimalSign(of: layouts))
            parser.repairs = layouts.contains(where: \.isTolerant)
            guard let reading = parser.parse(prediction.raw) else { return nil }
            let doubt = reading.repaired ? 0.8 : reading.ambiguous ? 0.6 : 1
            return Field(prediction, value: .amount(reading.amount), confidence: prediction.confidence * doubt)
        }
    }
}
