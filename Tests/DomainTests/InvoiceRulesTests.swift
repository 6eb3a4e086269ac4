import Testing

@testable import Domain

struct InvoiceRulesTests {
    static let english = """
        Larkspur Office Ltd
        48 Quayside, Bristol BS1 4QH

        INVOICE                       Invoice No.     LOS-2026-0417
        Bill to                       Invoice date    14 October 2026
        Acme Retail Ltd               Due date        13 November 2026
        4 Mill Road

        Item       Description        Qty      Unit price     Amount
        CP-A480    Copy paper         6        18.40          110.40
        TN-2420    Toner              2        110.985        221.97

                                               Subtotal       £332.37
                                               VAT 20%        £66.47
                                               Total due      £398.84
        Larkspur Office Ltd · Registered in England 01234567
        """

    @Test func readsAnEnglishInvoice() {
        #expect(
            PageGrid.values(Self.english) == [
                .invoiceNumber: "LOS-2026-0417", .invoiceDate: "2026-10-14", .dueDate: "2026-11-13",
                .vendorName: "Larkspur Office Ltd", .amount: "332.37", .vat: "66.47", .total: "398.84",
                .currency: "GBP",
            ])
    }

    @Test func readsAGermanInvoice() {
        let values = PageGrid.values(
            """
            Elbe Werkzeug AG · Industriestraße 12 · 20457 Hamburg

            Muster Handel GmbH
            Hauptstr. 4
            80331 München

            Rechnung
            Rechnungs-Nr.:   RE2024/8017
            Rechnungsdatum:  22.05.2025
            Fällig am:       21.06.2025

            Bezeichnung      Menge    Einzelpreis   Betrag
            Werkzeug         10       174,317       1.743,17
                             Nettobetrag            1.743,17 €
                             zzgl. 19 % USt.        331,20 €
                             Rechnungsbetrag        2.074,37 €
            Elbe Werkzeug AG · USt-IdNr. DE123456789
            """)
        #expect(
            values == [
                .invoiceNumber: "RE2024/8017", .invoiceDate: "2025-05-22", .dueDate: "2025-06-21",
                .vendorName: "Elbe Werkzeug AG", .amount: "1743.17", .vat: "331.20", .total: "2074.37",
                .currency: "EUR",
            ])
    }

    @Test func readsAFrenchInvoice() {
        let values = PageGrid.values(
            """
            Papeterie Morel SAS
            12 rue du Port, 44000 Nantes

            Facture n° FA-2025-031
            Date de facture     3 mars 2025
            Date d'échéance     2 avril 2025
            Facturé à
            Client Exemple SARL

                                Total HT       1 200,00 €
                                TVA 20 %         240,00 €
                                Net à payer    1 440,00 €
            Papeterie Morel SAS - SIRET 123 456 789 00010
            """)
        #expect(
            values == [
                .invoiceNumber: "FA-2025-031", .invoiceDate: "2025-03-03", .dueDate: "2025-04-02",
                .vendorName: "Papeterie Morel SAS", .amount: "1200.00", .vat: "240.00", .total: "1440.00",
                .currency: "EUR",
            ])
    }

    @Test func readsASwedishInvoice() {
        let values = PageGrid.values(
            """
            Norrsken Kontor AB                          Faktura
            Storgatan 1, 111 22 Stockholm

            Fakturanr      20431          Fakturadatum      2025-02-03
            Kundnr         1007           Förfallodatum     2025-03-05

            Beskrivning                   Antal   A-pris    Belopp
            Papper                        4       250,00    1 000,00
                                          Summa exkl moms   1 000,00
                                          Moms 25 %         250,00
                                          Att betala        1 250,00 kr
            Norrsken Kontor AB   Orgnr 556016-0680   Bankgiro 5050-1055
            """)
        #expect(
            values == [
                .invoiceNumber: "20431", .invoiceDate: "2025-02-03", .dueDate: "2025-03-05",
                .vendorName: "Norrsken Kontor AB", .amount: "1000.00", .vat: "250.00", .total: "1250.00",
                .currency: "SEK",
            ])
    }

    @Test func looksBelowLabels() {
        let values = PageGrid.values(
            """
            Azure Interior Inc
            Invoice Number     Invoice Date:     Due Date:
            INV/2023/03/0008   03/20/2023        04/04/2023

            Net amount         Tax 15%           Total
            $ 112.90           $ 16.94           $ 129.84
            """)
        #expect(values[.invoiceNumber] == "INV/2023/03/0008")
        #expect(values[.invoiceDate] == "2023-03-20")
        #expect(values[.dueDate] == "2023-04-04")
        #expect(values[.amount] == "112.90")
        #expect(values[.total] == "129.84")
    }

    @Test func forgivesOneWrongLetterInScannedLabels() {
        let values = PageGrid.values(
            """
            Elbe Werkzeug AG
            Rechnungsnurnmer:   X1
            Rechnungsnumner:    RE77
            Rechnungsdaturn     1.1.2020
            Rechnungsdatun:     22.05.2025
            Nettobetraq         100,00
            Umsatzsteuex        19,00
            Rechnungsbetraq     119,00
            """, source: .ocr)
        #expect(values[.invoiceNumber] == "RE77")
        #expect(values[.invoiceDate] == "2025-05-22")
        #expect(values[.total] == "119.00")
    }

    @Test func citesItsEvidence() throws {
        let page = PageGrid.page(Self.english)
        let found = InvoiceRules().predict([page])
        let total = try #require(found.first { $0.name == .total })
        #expect(total.raw == "£398.84")
        #expect(total.rule == "equation")
        #expect(total.evidence.words.map { page.words[$0].text } == ["£398.84"])
        #expect(total.evidence.box == page.words[total.evidence.words[0]].box)
        #expect(found.allSatisfy { (0...1).contains($0.confidence) && $0.source == .rules })
        #expect(Set(found.map(\.name)).count == found.count)
    }
}
