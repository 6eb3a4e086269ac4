import Testing

@testable import Domain

struct HostilePagesTests {
    @Test func findsNothingWhereThereIsNothing() {
        #expect(InvoiceRules().predict([]).isEmpty)
        #expect(InvoiceRules().predict([PageGrid.page("")]).isEmpty)
        #expect(PageGrid.fields("~ , ; | __ ' `` -- .. ::").isEmpty)
        #expect(PageGrid.fields("The quick brown fox\njumps over the lazy dog").isEmpty)
    }

    @Test func finishesQuicklyOnAHugePage() {
        var rows: [String] = []
        for row in 0..<1250 { rows.append("Total 1\(row),00 VAT 19% Invoice No A\(row)   01.02.2024   Due date") }
        let clock = ContinuousClock()
        let spent = clock.measure { _ = PageGrid.fields(rows.joined(separator: "\n"), source: .ocr) }
        #expect(spent < .seconds(20))
        let line = Array(repeating: "total 1.00", count: 5000).joined(separator: " ")
        #expect(clock.measure { _ = PageGrid.fields(line, source: .ocr) } < .seconds(20))
    }

    @Test(arguments: [
        "\u{202E}Total \u{202D}12.00\u{0000}", "Total " + String(repeating: "9", count: 5000),
        "Total 999999999999999.99",
        "Net 9999999999999.99\nVAT 9999999999999.99\nTotal 9999999999999.99", "🧾🧾🧾 Total ①②③,④⑤",
        "e\u{0301}\u{0301}\u{0301} Total: ١٢٫٣٤",
        String(repeating: "a\u{0300}", count: 3000), "net 99999999999999999999 days Invoice date 1.1.2024",
        "Invoice date 99/99/99999999\nDue date 31.12.2199\nnet 180 days", "Total -\nVAT %\nNet ()",
        ":::: ==== #### %%%%",
        "Invoice # # # #\nDate : : :", "IBAN DE DE DE DE 00 00 00 00 00 00 00 00", "(((((((((1.00)))))))))",
        "- - - - -",
    ])
    func survives(text: String) {
        for source in [Page.Source.text, .ocr] {
            let pages = [PageGrid.page(text, source: source, confidence: 0.3)]
            let fields = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
            let today = CalendarDate(year: 2026, month: 11, day: 21)!
            let result = InvoiceEvaluation.evaluate(fields: fields, pages: pages, today: today)
            #expect((0...1).contains(result.quality))
            #expect((0...1).contains(result.accuracy))
        }
    }

    @Test func survivesPredictionsOfAnyKind() {
        let evidence = Evidence(page: 7, box: Box(left: 0, top: 0, right: 0, bottom: 0), words: [])
        for raw in ["", "💥", "9999999999999999999", "-", "1/1/1", "\u{0}"] {
            let all = FieldName.invoice.map {
                Prediction(name: $0, raw: raw, evidence: evidence, confidence: 7, source: .llm, rule: "model")
            }
            let fields = InvoiceExtraction.extract(all, pages: [])
            #expect(fields.allSatisfy { (0...1).contains($0.confidence) })
        }
    }
}
