import Testing

@testable import Domain

struct InvoiceExtractionTests {
    @Test(arguments: [
        ("Payment terms: net 30", "2024-07-19"), ("Zahlbar innerhalb von 14 Tagen ohne Abzug", "2024-07-03"),
        ("Betalningsvillkor 30 dagar netto", "2024-07-19"), ("Paiement à 45 jours", "2024-08-03"),
        ("2 % Skonto innerhalb 10 Tagen, 30 Tage netto", "2024-07-19"), ("Due on receipt", "2024-06-19"),
        ("2/10 net 30 payment terms", "2024-07-19"),
    ])
    func derivesTheDueDate(terms: String, due: String) {
        let fields = PageGrid.fields("Invoice No 12\nInvoice date 19 June 2024\nTotal $ 12.00\n\(terms)")
        #expect(fields[.dueDate]?.value.canonical == due)
        #expect(fields[.dueDate]?.source == .derived)
        #expect(fields[.dueDate]?.raw == nil)
    }

    @Test(arguments: ["Delivery within 5 days", "Warranty 24 months", "30 kg net weight", "10 Tage Skonto"])
    func derivesNoDueDate(terms: String) {
        #expect(PageGrid.values("Invoice No 12\nInvoice date 19 June 2024\nTotal $ 12.00\n\(terms)")[.dueDate] == nil)
    }

    @Test func decidesTheOrderOfDayAndMonthByTheDueDate() {
        let fields = PageGrid.fields("Invoice No 12\nInvoice date: 09/08/2022\nDue date: 16 August 2022\nTotal $ 1.00")
        #expect(fields[.invoiceDate]?.value.canonical == "2022-08-09")
        let american = PageGrid.fields(
            "Invoice No 12\nInvoice date: 08/09/2022\nDue date: 23 August 2022\nTotal $ 1.00")
        #expect(american[.invoiceDate]?.value.canonical == "2022-08-09")
    }

    @Test func decidesTheOrderOfDayAndMonthByOtherDates() {
        let values = PageGrid.values("Invoice No 12\nInvoice date: 03/04/2022\nDelivered: 03/25/2022\nTotal $ 1.00")
        #expect(values[.invoiceDate] == "2022-03-04")
    }

    @Test func isHardlySureOfAmbiguousDates() throws {
        let field = try #require(PageGrid.fields("Invoice No 12\nInvoice date: 03/04/2022\nTotal $ 1.00")[.invoiceDate])
        #expect(field.confidence <= 0.5)
    }

    @Test func calculatesTheThirdAmount() {
        #expect(PageGrid.values("Invoice 12\nNet amount 100.00\nTotal due 119.00")[.vat] == "19.00")
        #expect(PageGrid.values("Invoice 12\nVAT 19% 19.00\nTotal due 119.00")[.amount] == "100.00")
        #expect(PageGrid.values("Invoice 12\nNet amount 100.00\nVAT 19% 19.00")[.total] == "119.00")
    }

    @Test func calculatesFromThePrintedRate() {
        let fields = PageGrid.fields("Invoice 12\nTotal due 119.00\nAll prices include 19% VAT")
        #expect(fields[.amount]?.value.canonical == "100.00")
        #expect(fields[.amount]?.rule == "rate")
        #expect(fields[.amount]?.evidence == nil)
    }

    @Test func knowsExemptions() {
        let values = PageGrid.values("Rechnung 12\nGesamtbetrag 100,00 EUR\nSteuerfrei nach § 19 UStG")
        #expect(values[.vat] == "0.00")
        #expect(values[.amount] == "100.00")
    }

    @Test func decidesWhichCrown() {
        #expect(PageGrid.values("Faktura 12\nTotal 100,00 kr\nSE556016068001")[.currency] == "SEK")
        #expect(PageGrid.values("Faktura 12\nI alt 100,00 kr\nCVR 13585628")[.currency] == "DKK")
        #expect(PageGrid.values("Faktura 12\nTotal 100,00 kr\nNO 995525828 MVA")[.currency] == "NOK")
    }

    @Test func statesCreditNotesWithoutSign() {
        let values = PageGrid.values("Avoir AV-2017-0005\nTotal HT -100,00 €\nTVA 20 % -20,00 €\nTotal TTC -120,00 €")
        #expect(values[.total] == "120.00")
        #expect(values[.vat] == "20.00")
    }

    @Test func cleansTexts() {
        #expect(TextValue.normalised("  Elbe\n AG\u{200B} ", .vendorName) == "Elbe AG")
        #expect(TextValue.normalised("#A-1:", .invoiceNumber) == "A-1")
        #expect(TextValue.normalised("none", .invoiceNumber) == nil)
        #expect(TextValue.normalised(" \u{0} ", .vendorName) == nil)
    }
}
