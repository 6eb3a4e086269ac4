import Testing

@testable import Domain

struct EInvoiceFieldsTests {
    @Test func xmlWinsAndPointsAtThePage() throws {
        let pages = [PageGrid.page("Pumpen GmbH\nRechnung 4711\nNetto   300,00\nMwSt    57,00\nSumme   357,00 EUR")]
        let printed = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
        let fields = EInvoiceFields.merged(printed, with: .sample(), pages: pages)
        let byName = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })
        #expect(fields.map(\.name) == FieldName.invoice)
        #expect(fields.allSatisfy { $0.source == .xml && $0.confidence == 1 })
        #expect(byName[.invoiceNumber]?.value == .text("R-2026-17"))
        #expect(byName[.invoiceNumber]?.evidence == nil)
        let total = try #require(byName[.total])
        #expect((total.rule, total.raw) == ("BT-112", "357"))
        #expect(total.evidence?.box == Box(left: 160, top: 200, right: 280, bottom: 230))
        #expect(byName[.vendorName]?.evidence?.words == [0, 1])
    }

    @Test func whatTheXMLLeavesOutIsReadOnThePage() {
        let pages = [PageGrid.page(InvoiceRulesTests.english)]
        let printed = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
        var invoice = EInvoice.sample()
        (invoice.dueDate, invoice.totals.tax) = (nil, nil)
        let fields = EInvoiceFields.merged(printed, with: invoice, pages: pages)
        #expect(fields.first { $0.name == .dueDate }?.source != .xml)
        #expect(fields.contains { $0.name == .dueDate })
        let vat = fields.first { $0.name == .vat }
        #expect((vat?.source, vat?.value.canonical) == (.derived, "57.00"))
    }

    @Test func creditNoteStatesWhatIsGivenBackAsPositive() {
        var invoice = EInvoice.sample()
        invoice.isCreditNote = true
        let above = invoice
        invoice.turnAboveZero()
        #expect(invoice == above && invoice.isTurned == nil)
        for part in [\EInvoice.Totals.lines, \.net, \.tax, \.gross, \.payable] {
            invoice.totals[keyPath: part] = invoice.totals[keyPath: part].map { .zero - $0 }
        }
        for index in invoice.taxes.indices {
            invoice.taxes[index].base = invoice.taxes[index].base.map { .zero - $0 }
            invoice.taxes[index].amount = invoice.taxes[index].amount.map { .zero - $0 }
        }
        for index in invoice.lines.indices {
            invoice.lines[index].quantity = invoice.lines[index].quantity.map { .zero - $0 }
            invoice.lines[index].net = invoice.lines[index].net.map { .zero - $0 }
        }
        invoice.totals.prepaid = invoice.totals.prepaid.map { .zero - $0 }
        invoice.totals.rounding = invoice.totals.rounding.map { .zero - $0 }
        invoice.turnAboveZero()
        #expect(invoice.isTurned == true)
        #expect((invoice.totals, invoice.taxes, invoice.lines) == (above.totals, above.taxes, above.lines))
        let total = EInvoiceFields.stated(by: invoice).first { $0.name == .total }
        #expect((total?.value.canonical, total?.raw) == ("357.00", "-357"))
        #expect(EInvoiceRules.findings(invoice) == EInvoiceRules.findings(above))
    }

    @Test(arguments: [
        ("-3", "10", "-30", "3", "10", "30"), ("3", "-10", "-30", "3", "10", "30"), ("3", "10", "-30", "3", "10", "30"),
        ("3", "10", "30", "-3", "10", "-30"),
    ])
    func aLineOfACreditNoteTurnsItsQuantityOrItsPrice(
        _ quantity: String, _ price: String, _ net: String, _ turnedQuantity: String, _ turnedPrice: String,
        _ turnedNet: String
    ) {
        var invoice = EInvoice.sample()
        invoice.isCreditNote = true
        invoice.totals.gross = DecimalNumber("-357")
        invoice.lines[0].quantity = DecimalNumber(quantity)
        invoice.lines[0].price = DecimalNumber(price)
        invoice.lines[0].net = DecimalNumber(net)
        invoice.turnAboveZero()
        let line = invoice.lines[0]
        #expect(line.quantity == DecimalNumber(turnedQuantity) && line.price == DecimalNumber(turnedPrice))
        #expect(line.net == DecimalNumber(turnedNet))
    }

    @Test func sheetsHoldEveryValue() throws {
        let pages = EInvoicePages.pages(.sample())
        #expect(pages.count == EInvoicePages.count(.sample()))
        let fields = EInvoiceFields.merged([], with: .sample(), pages: pages)
        #expect(fields.allSatisfy { $0.evidence != nil })
        #expect(pages.allSatisfy { $0.source == .xml && $0.confidence == 1 })
        for word in pages.flatMap(\.words) {
            #expect(word.box.left < word.box.right && word.box.right < EInvoicePages.width)
        }
    }

    @Test func longInvoiceTakesFiftySheetsAtMost() {
        var invoice = EInvoice.sample()
        invoice.lines = Array(repeating: invoice.lines[0], count: 4000)
        #expect(EInvoicePages.pages(invoice).count == 50)
        #expect(EInvoicePages.count(invoice) == 50)
        #expect(invoice.lineItems.count == 4000)
        let last = EInvoicePages.pages(invoice)[49].words.map(\.text).joined(separator: " ")
        #expect(last.contains("Not shown") && last.contains("more items"))
        #expect(last.contains("Total with VAT 357.00") && last.contains("Account DE89370400440532013000"))
        let short = EInvoicePages.pages(.sample()).flatMap(\.words).map(\.text)
        #expect(!short.contains("Not"))
        invoice.lines[0].name = String(repeating: "x", count: 1000)
        #expect(EInvoicePages.pages(invoice)[0].words.allSatisfy { $0.box.right < EInvoicePages.width })
    }

    @Test func textIsCutAsColumnsCount() {
        let accents = "e" + String(repeating: "\u{301}", count: 2000)
        #expect(accents.count == 1)
        #expect(accents.cut(1000).unicodeScalars.count == 1000)
        #expect("Müller\r\n".cut(7) == "Müller\r")
        #expect("ab".cut(3) == "ab")
        var (json, invoice) = (JSONWriter(), EInvoice.sample())
        (invoice.lines[0].name, invoice.lines[0].unit) = (accents, accents)
        invoice.lineItems[0].append(to: &json)
        #expect(json.text.unicodeScalars.count { $0 == "\u{301}" } == 999 + 29)
    }

    @Test func rowsCarryNumbersAsText() {
        var json = JSONWriter()
        var invoice = EInvoice.sample()
        invoice.lines[0].priceBase = DecimalNumber("3")
        invoice.lineItems[0].append(to: &json)
        #expect(json.text.contains(#""unit_price":"33.333333","net_amount":"100.00""#))
        #expect(EInvoiceReading(invoice: invoice).summary.contains(#""gross":357.00"#))
        #expect(
            EInvoiceReading(invoice: nil, attachment: "a", problem: "b").summary == #"{"attachment":"a","problem":"b"}"#
        )
    }
}
