/// Judges what was extracted: is it complete, does it hold together, can it go on without a look.
public enum InvoiceEvaluation {
    /// The lowest quality and accuracy with which a document is approved, unless another is given.
    public static let defaultThreshold = 0.8

    /// Judges fields and pages. `today` is the day on which dates are called future or old; `xml` the electronic invoice
    /// of the document, and `printed` what was read on its pages without it.
    public static func evaluate(
        fields: [Field], pages: [Page], today: CalendarDate, as type: DocumentType = .invoice,
        threshold: Double = defaultThreshold, xml: EInvoiceReading? = nil, printed: [Field] = []
    ) -> Evaluation {
        if let finding = TextChecks.findings(pages) {
            return Evaluation(
                quality: 0, accuracy: 0, decision: .manualReview,
                findings: [finding] + TextChecks.unread(pages) + TextChecks.captures(pages))
        }
        let layouts = pages.prefix(50).map(Layout.init)
        let ids = type.isInvoice ? layouts.flatMap(PrintedIds.find(in:)) : []
        let reading = TextChecks.confidence(pages)
        var findings = TextChecks.unread(pages) + FieldChecks.findings(fields, type)
        if type.isInvoice {
            findings += MoneyChecks.findings(fields, layouts)
            findings += DateChecks.findings(fields, today: today)
            if let xml { findings += EInvoiceChecks.findings(xml, printed: printed, layouts: layouts) }
            if xml?.invoice?.isCreditNote ?? false, !findings.contains(where: { $0.code == .creditNote }) {
                findings.append(MoneyChecks.creditNote)
            }
        }
        findings += TextChecks.checkDigits(ids) + TextChecks.pageConfidence(reading) + TextChecks.captures(pages)
        findings += KeywordRule.matching(type.rules.filter { $0.effect == .review }, pages).map { rule in
            Finding(
                .keyword, "Look at the document itself: it says \u{201C}\(rule.phrase)\u{201D} (rule \(rule.name)).")
        }
        let scores = Scores(fields: fields, required: type.required, findings: findings, reading: reading, ids: ids)
        let isGood =
            scores.quality >= type.minQuality ?? threshold && scores.accuracy >= type.minAccuracy ?? threshold
            && !findings.contains(where: \.code.isBlocking)
        return Evaluation(
            quality: scores.quality, accuracy: scores.accuracy, decision: isGood ? .approved : .manualReview,
            findings: findings.filter(\.code.isBlocking) + findings.filter { !$0.code.isBlocking })
    }
}
