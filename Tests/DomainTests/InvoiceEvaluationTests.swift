import Testing

@testable import Domain

struct InvoiceEvaluationTests {
    private let today = CalendarDate(year: 2026, month: 11, day: 21)!

    private func evaluate(_ text: String, source: Page.Source = .text, confidence: Double = 1) -> Evaluation {
        let pages = [PageGrid.page(text, source: source, confidence: confidence)]
        let fields = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
        return InvoiceEvaluation.evaluate(fields: fields, pages: pages, today: today)
    }

    @Test func approvesACleanInvoice() {
        let result = evaluate(InvoiceRulesTests.english)
        #expect(result.decision == .approved)
        #expect(result.quality > 0.9)
        #expect(result.accuracy > 0.8)
        #expect(result.findings.isEmpty)
    }

    @Test func asksForALookAtEmptyAndUnreadablePages() {
        #expect(evaluate("").findings.map(\.code) == [.noText])
        #expect(evaluate("").decision == .manualReview)
        #expect(evaluate("a b c ~ | ; . , x y z", source: .ocr).findings.map(\.code) == [.unreadable])
        #expect(
            evaluate(InvoiceRulesTests.english, source: .ocr, confidence: 0.2).findings.map(\.code) == [.unreadable])
    }

    @Test func namesWhatIsMissing() {
        let result = evaluate("Invoice No 12\nThis is a letter of\nseveral words and more words")
        #expect(result.decision == .manualReview)
        #expect(result.findings.contains { $0.code == .missingField && $0.field == .total })
    }

    @Test func neverApprovesWrongSums() {
        let text = InvoiceRulesTests.english.replacing("£398.84", with: "£498.99")
        let result = evaluate(text)
        #expect(result.decision == .manualReview)
        #expect(result.findings.contains { $0.code == .arithmetic })
    }

    // 99.60 is a misread 100.00: the total is a whole number all the same.
    @Test(arguments: [
        ("99.60", "", true), ("99.60", "Rounding   0.00", true), ("99.60", "Rounding   0.05", true),
        ("99.60", "Rounding   0.40", false), ("99.60", "Rounding  -0.40", false), ("99.60", "Rounding", false),
        ("99.40", "Rounding", true), ("99.40", "Rounding   0.60", true), ("100.03", "", true),
        ("100.02", "", false), ("99.98", "", false), ("100.00", "", false),
    ])
    func toleratesOnlyARoundingThatIsPrinted(net: String, line: String, isWrong: Bool) {
        let text = """
            Larkspur Office Ltd
            Invoice No. 4711        Invoice date 14 October 2026
            \(line)
            Total due GBP 120.00 to be paid by bank transfer
            """
        let fields = [(FieldName.amount, net), (.vat, "20.00"), (.total, "120.00")].map {
            Field.derived($0.0, .amount(Amount(canonical: $0.1)!), confidence: 1, rule: "test")
        }
        let result = InvoiceEvaluation.evaluate(fields: fields, pages: [PageGrid.page(text)], today: today)
        #expect(result.findings.contains { $0.code == .arithmetic } == isWrong)
    }

    @Test func neverApprovesAMisreadNetBesideAWholeTotal() {
        let whole = InvoiceRulesTests.english.replacing("£66.47", with: "£66.63").replacing("£398.84", with: "£399.00")
        #expect(evaluate(whole).findings.isEmpty)
        let misread = evaluate(whole.replacing("£332.37", with: "£332.77"))
        #expect(misread.findings.contains { $0.code == .arithmetic })
        #expect(misread.decision == .manualReview)
        #expect(misread.accuracy < evaluate(whole).accuracy)
    }

    @Test(arguments: [
        (-50, 100_00, true), (51, 100_00, false), (25, 100_50, true), (26, 100_50, false), (5, 100_40, true),
        (6, 100_40, false), (2, 100_45, true), (3, 100_45, false), (2, 100_41, true), (3, 100_41, false),
        (Int(Int64.min), 0, false), (Int(Int64.max), 0, false),
    ])
    func roundsByHalfACoinAtMost(gap: Int, total: Int, isAllowed: Bool) {
        let rounding = CoinRounding([Layout(PageGrid.page("Rundungsdifferenz"))], parser: AmountParser())
        #expect(rounding.allows(Int64(gap), total: Int64(total)) == isAllowed)
    }

    @Test func neverApprovesImpossibleDates() {
        let future = evaluate(InvoiceRulesTests.english.replacing("October 2026", with: "December 2026"))
        #expect(future.findings.contains { $0.code == .futureDate })
        #expect(future.findings.contains { $0.code == .dueBeforeIssue })
        let old = evaluate(InvoiceRulesTests.english.replacing("2026", with: "2011"))
        #expect(old.findings.contains { $0.code == .oldDate })
        #expect(old.decision == .manualReview)
    }

    @Test func wrongCheckDigitsOnlyLowerTheScores() {
        let good = evaluate(InvoiceRulesTests.english + "\nIBAN DE89 3704 0044 0532 0130 00")
        let wrong = evaluate(InvoiceRulesTests.english + "\nIBAN DE89 3704 0044 0532 0130 01")
        #expect(wrong.findings.map(\.code) == [.checkDigit])
        #expect(wrong.quality < good.quality)
        #expect(wrong.decision == .approved)
        #expect(!(wrong.findings.first?.detail.contains("0532") ?? true))
    }

    @Test func asksForALookAtCreditNotes() {
        let result = evaluate(InvoiceRulesTests.english.replacing("INVOICE ", with: "AVOIR "))
        #expect(result.findings.contains { $0.code == .creditNote })
        #expect(result.decision == .manualReview)
    }

    @Test func thresholdDecides() {
        let pages = [PageGrid.page(InvoiceRulesTests.english)]
        let fields = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
        let strict = InvoiceEvaluation.evaluate(fields: fields, pages: pages, today: today, threshold: 1)
        #expect(strict.decision == .manualReview)
    }

    @Test func detailsAreSentences() {
        for text in [
            "", "Invoice 12 has some more words", InvoiceRulesTests.english.replacing("£398.84", with: "£1.00"),
        ] {
            for finding in evaluate(text).findings {
                #expect(finding.detail.hasSuffix(".") && finding.detail.count > 20)
            }
        }
    }
}
