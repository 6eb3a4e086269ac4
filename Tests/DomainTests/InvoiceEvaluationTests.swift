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
