import Testing

@testable import Domain

/// Layouts and labels as they are met with, each reduced to what matters.
struct InvoiceVariantsTests {
    @Test func aDateInRunningText() {
        let values = PageGrid.values(
            """
            Facture n° 562044387 du 02 juillet 2015
            Période du 01/06/2015 au 30/06/2015
            Total facture à payer    29.99 Euros
            """)
        #expect(values[.invoiceNumber] == "562044387")
        #expect(values[.invoiceDate] == "2015-07-02")
        #expect(values[.total] == "29.99")
        #expect(values[.currency] == "EUR")
    }

    @Test func aTotalThatNamesItsDay() {
        let values = PageGrid.values(
            """
            Amazon Web Services, Inc.
            Invoice Number:   42183017
            Invoice Date:     August 3, 2014
            TOTAL AMOUNT DUE ON August 3, 2014    $4.11
            """)
        #expect(values[.invoiceNumber] == "42183017")
        #expect(values[.invoiceDate] == "2014-08-03")
        #expect(values[.total] == "4.11")
        #expect(values[.vendorName] == "Amazon Web Services, Inc.")
    }

    @Test func rupeesWithoutDecimals() {
        let values = PageGrid.values("Invoice No. IBZY2087\nDate : 31/12/2017\nRoom    Rs 1939\nGRAND TOTAL    Rs 1939")
        #expect(values[.total] == "1939.00")
        #expect(values[.currency] == "INR")
        #expect(values[.invoiceNumber] == "IBZY2087")
    }

    @Test func dutch() {
        let values = PageGrid.values(
            """
            Kantoor Noord B.V.
            Factuurnummer    2024-118      Factuurdatum   05-03-2024
            Vervaldatum      04-04-2024
            Subtotaal        € 100,00
            BTW 21%          €  21,00
            Te betalen       € 121,00
            """)
        #expect(values[.invoiceNumber] == "2024-118")
        #expect(values[.invoiceDate] == "2024-03-05")
        #expect(values[.dueDate] == "2024-04-04")
        #expect(values[.total] == "121.00")
        #expect(values[.vendorName] == "Kantoor Noord B.V.")
    }

    @Test func swiss() {
        let values = PageGrid.values(
            """
            Alpenblick Treuhand AG
            Rechnung Nr. 2024-77             Datum 5. April 2024
            Honorar                          CHF 1'234.50
            MWST 8.1%                        CHF 99.99
            Gesamttotal inkl. MWST           CHF 1'334.49
            Zahlbar innert 30 Tagen netto
            """)
        #expect(values[.total] == "1334.49")
        #expect(values[.vat] == "99.99")
        #expect(values[.amount] == "1234.50")
        #expect(values[.currency] == "CHF")
        #expect(values[.dueDate] == "2024-05-05")
    }

    @Test func danishAndNorwegian() {
        let values = PageGrid.values(
            """
            Nordhavn Papir ApS
            Fakturanr. 9912          Fakturadato 1. marts 2025
            Netto                    800,00
            Moms 25%                 200,00
            I alt til betaling DKK   1.000,00
            Betalingsbetingelser: 8 dage netto
            """)
        #expect(values[.invoiceNumber] == "9912")
        #expect(values[.invoiceDate] == "2025-03-01")
        #expect(values[.total] == "1000.00")
        #expect(values[.dueDate] == "2025-03-09")
        #expect(values[.currency] == "DKK")
    }

    @Test func totalsInARow() {
        let values = PageGrid.values(
            """
            Rechnungsnummer 12-99
            Nettobetrag     MwSt.-Satz     MwSt.-Betrag     Gesamtbetrag
            200,00 €        19 %           38,00 €          238,00 €
            """)
        #expect(values[.amount] == "200.00")
        #expect(values[.vat] == "38.00")
        #expect(values[.total] == "238.00")
    }

    @Test func totalsBelowADiscount() {
        let values = PageGrid.values(
            """
            Invoice # 0099
            Subtotal            1,000.00
            Discount 10%         -100.00
            Net                   900.00
            Shipping               25.00
            Sales tax             180.00
            Balance due       $1,080.00
            """)
        #expect(values[.amount] == "900.00")
        #expect(values[.vat] == "180.00")
        #expect(values[.total] == "1080.00")
    }

    @Test func aCustomerNumberIsNoInvoiceNumber() {
        let values = PageGrid.values(
            """
            Kundennummer   4711      Bestellnummer   998
            Rechnungsnr.   RG-15     USt-IdNr.       DE136695976
            Gesamt         10,00 €
            """)
        #expect(values[.invoiceNumber] == "RG-15")
    }

    @Test func aSentenceAboutTheNumber() {
        let values = PageGrid.values(
            """
            Invoice No.   LOS-2026-0417
            Total due     £398.84
            sort code 00-00-00, quoting
            the invoice number. 20202020
            """)
        #expect(values[.invoiceNumber] == "LOS-2026-0417")
    }

    @Test func aNumberOfSeveralWords() {
        #expect(PageGrid.values("Invoice No: INV 2024-17\nTotal £ 1.00")[.invoiceNumber] == "INV 2024-17")
        #expect(PageGrid.values("Invoice 20/10/2015\nTotal £ 1.00")[.invoiceNumber] == nil)
    }
}
