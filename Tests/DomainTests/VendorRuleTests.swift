import Testing

@testable import Domain

struct VendorRuleTests {
    @Test func takesTheSellerAndNotTheRecipient() {
        let values = PageGrid.values(
            """
            Rechnung Nr. 471102 vom 05.03.2018
            Käufer:
            Kunden AG Mitte
            Kundenstraße 15
            DE 69876 Frankfurt

            Total                10,00 EUR
            Verkäufer:
            Globale Nummer: 4000001123452
            Lieferant GmbH
            Lieferantenstraße 20
            """)
        #expect(values[.vendorName] == "Lieferant GmbH")
    }

    @Test func believesTheWebAddress() {
        let values = PageGrid.values(
            """
                                     Global Wholesaler
            Azure Interior
            4557 De Silva St
            Invoice 4711
            Total   $ 10.00
            www.azure-interior.com
            """)
        #expect(values[.vendorName] == "Azure Interior")
    }

    @Test func stripsTheAddressBehindTheName() {
        let values = PageGrid.values(
            "QualityHosting AG - Uferweg 40-42 - D-63571 Gelnhausen\nRechnung 12\nTotal EUR 34,73")
        #expect(values[.vendorName] == "QualityHosting AG")
    }

    @Test func joinsANameThatWasBroken() {
        let values = PageGrid.values(
            """
              LIAN CHI PU TIAN
            RESTAURANT SDN BHD
            54, JALAN SS23/11
            TOTAL    RM 53.55
            """)
        #expect(values[.vendorName] == "LIAN CHI PU TIAN RESTAURANT SDN BHD")
    }

    @Test func fallsBackToTheFooter() {
        let values = PageGrid.values(
            """
            INVOICE
            Invoice No 12
            Bill to:
            Acme Retail Ltd
            4 Mill Road

            Total   £ 10.00

            Northwind Paper Ltd · VAT Reg No GB 123 4567 89
            """)
        #expect(values[.vendorName] == "Northwind Paper Ltd")
    }
}
