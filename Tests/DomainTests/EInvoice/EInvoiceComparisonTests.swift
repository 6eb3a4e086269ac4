import Testing

@testable import Domain

struct EInvoiceComparisonTests {
    private static let page = """
        Pumpen GmbH
        Rechnung
        Rechnungsnummer:  R-2026-17
        Rechnungsdatum:   01.05.2026
        Zahlbar bis:      31.05.2026
        Nettobetrag       300,00 EUR
        MwSt. 19 %        57,00 EUR
        Gesamtbetrag      357,00 EUR
        IBAN DE89 3704 0044 0532 0130 00
        """

    private func findings(_ invoice: EInvoice, _ text: String = page) -> [Finding] {
        let pages = [PageGrid.page(text)]
        let printed = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
        return EInvoiceComparison.findings(invoice, printed: printed, layouts: pages.map(Layout.init))
    }

    @Test func sameOnPageAndInXMLIsFine() { #expect(findings(.sample()) == []) }

    @Test func otherTotalIsTold() {
        var invoice = EInvoice.sample()
        (invoice.totals.gross, invoice.totals.payable) = (DecimalNumber("367"), DecimalNumber("317"))
        let found = findings(invoice)
        #expect(found.map(\.code) == [.xmlMismatch])
        #expect(found[0].field == .total)
        #expect(found[0].detail.contains("367.00") && found[0].detail.contains("357.00"))
        #expect(found[0].code.isBlocking)
    }

    /// The XML's total stands on the page by chance, as the price of something.
    @Test func totalThatIsPrintedAsSomethingElseIsTold() {
        var invoice = EInvoice.sample()
        invoice.totals = EInvoice.Totals(
            net: DecimalNumber("10"), tax: DecimalNumber("1.90"), gross: DecimalNumber("11.90"),
            payable: DecimalNumber("11.90"))
        let text = Self.page.replacing("Nettobetrag ", with: "Dichtung          11,90 EUR\nNettobetrag ")
        #expect(findings(invoice, text).contains { $0.field == .total })
    }

    /// 1000.00 of which 900.00 are said to be paid, beside a page that knows of 100.00 alone.
    @Test func totalHiddenBehindAPrepaymentIsTold() {
        var invoice = EInvoice.sample()
        invoice.totals = EInvoice.Totals(
            gross: DecimalNumber("1000"), prepaid: DecimalNumber("900"), payable: DecimalNumber("100"))
        let text = "Pumpen GmbH\nRechnung R-2026-17 vom 01.05.2026\nGesamtbetrag      100,00 EUR"
        #expect(findings(invoice, text).map(\.field) == [.total])
        #expect(!findings(invoice, "\(text)\nAnzahlung         900,00 EUR").contains { $0.field == .total })
        (invoice.totals.prepaid, invoice.totals.rounding) = (nil, DecimalNumber("-900"))
        #expect(findings(invoice, text).map(\.field) == [.total])
        (invoice.totals.gross, invoice.totals.rounding) = (DecimalNumber("100.02"), DecimalNumber("-0.02"))
        #expect(findings(invoice, text) == [])
    }

    @Test func otherNumberDateTaxAndAccountAreTold() {
        var invoice = EInvoice.sample()
        invoice.number = "R-2026-18"
        #expect(findings(invoice).map(\.field) == [.invoiceNumber])
        invoice = .sample()
        invoice.issueDate = CalendarDate(iso: "2026-05-02")
        #expect(findings(invoice).map(\.field) == [.invoiceDate])
        invoice = .sample()
        invoice.totals.tax = DecimalNumber("58")
        #expect(findings(invoice).map(\.field) == [.vat])
        invoice = .sample()
        invoice.payment.accounts = ["NO93 8601 1117 947"]
        #expect(findings(invoice).map(\.rule) == ["BT-84"])
    }

    @Test func everyAccountOfTheXMLStandsOnThePage() {
        var invoice = EInvoice.sample()
        invoice.payment.accounts = ["NO93 8601 1117 947", "DE89 3704 0044 0532 0130 00"]
        #expect(findings(invoice).map(\.rule) == ["BT-84"])
        #expect(findings(invoice)[0].detail.contains("7947"))
        invoice.payment.accounts = ["4711-0", "NO9386011117947"]
        #expect(findings(invoice).map(\.rule) == ["BT-84"])
        invoice.payment.accounts = ["4711-0", "DE89370400440532013000"]
        #expect(findings(invoice) == [])
        #expect(findings(invoice, Self.page + "\nIBAN NO93 8601 1117 947") == [])
        invoice.payment.accounts = ["4711-0"]
        #expect(findings(invoice) == [])
    }

    @Test func whatThePageLeavesOutIsNoDifference() {
        let text = "Pumpen GmbH\nRechnung R-2026-17 vom 1. Mai 2026\nGesamtbetrag      357,00 EUR"
        #expect(findings(.sample(), text) == [])
    }

    @Test func sheetsOfTheXMLItselfAreNotCompared() {
        let pages = EInvoicePages.pages(.sample())
        #expect(EInvoiceComparison.findings(.sample(), printed: [], layouts: pages.map(Layout.init)) == [])
    }

    @Test func reviewIsAskedForWhereXMLAndPageDiffer() throws {
        let pages = [PageGrid.page(Self.page)]
        let printed = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
        let today = try #require(CalendarDate(iso: "2026-05-10"))
        func evaluate(_ invoice: EInvoice, rival: String? = nil) -> Evaluation {
            InvoiceEvaluation.evaluate(
                fields: EInvoiceFields.merged(printed, with: invoice, pages: pages), pages: pages, today: today,
                xml: EInvoiceReading(invoice: invoice, attachment: "factur-x.xml", rival: rival), printed: printed)
        }
        #expect(evaluate(.sample()).decision == .approved)
        #expect(evaluate(.sample(), rival: "b.xml").findings.map(\.code) == [.xmlAmbiguous])
        var invoice = EInvoice.sample()
        invoice.payment.accounts = ["NO93 8601 1117 947"]
        #expect(evaluate(invoice).decision == .manualReview)
        invoice = .sample()
        invoice.isCreditNote = true
        #expect(evaluate(invoice).findings.map(\.code) == [.creditNote])
        let broken = EInvoiceReading(invoice: nil, attachment: "factur-x.xml", problem: "It is damaged.")
        let result = InvoiceEvaluation.evaluate(
            fields: printed, pages: pages, today: today, xml: broken, printed: printed)
        #expect(result.findings.map(\.code) == [.xmlUnreadable])
    }
}
