import Testing

@testable import Domain

struct MoneyRuleTests {
    @Test func sumsSeveralRates() {
        let fields = PageGrid.fields(
            """
            Facture FA-1    du 03/02/2025
            Total HT          624,90 €
            TVA 20,0%          16,38 €
            TVA 5,5%           29,87 €
            Total TTC         671,15 €
            """)
        #expect(fields[.amount]?.value.canonical == "624.90")
        #expect(fields[.vat]?.value.canonical == "46.25")
        #expect(fields[.vat]?.source == .derived)
        #expect(fields[.vat]?.evidence == nil)
        #expect(fields[.total]?.value.canonical == "671.15")
    }

    @Test func takesTheGrossAndNotWhatIsLeftToPay() {
        let values = PageGrid.values(
            """
            Rechnung 471102
            Positionssumme              202,70
            Gesamtbetrag der Abschläge   -8,93
            Rechnungssumme ohne USt.    193,77
            Steuerbetrag                 21,30
            Bruttosumme                 215,07
            Erhaltene Anzahlungen       -50,00
            Zahlbetrag                  165,07
            """)
        #expect(values[.amount] == "193.77")
        #expect(values[.vat] == "21.30")
        #expect(values[.total] == "215.07")
    }

    @Test func roundsToWholeCoins() {
        let values = PageGrid.values(
            """
            Faktura 12
            Netto            99,99
            Moms 25 %        25,00
            Öresavrundning    0,01
            Att betala      125,00 kr
            """)
        #expect(values[.total] == "125.00")
        #expect(values[.vat] == "25.00")
    }

    @Test func keepsATotalThatWasRoundedByWhatIsPrinted() {
        let fields = PageGrid.fields(
            """
            Faktura 12
            Netto           107,53
            Moms 25 %        26,88
            Öresavrundning   -0,41
            Att betala      134,00 kr
            """)
        #expect(fields[.amount]?.value.canonical == "107.53")
        #expect(fields[.vat]?.value.canonical == "26.88")
        #expect(fields[.total]?.value.canonical == "134.00")
        #expect(fields[.total]?.confidence ?? 0 > 0.9)
    }

    // 134.06 is what net and tax make up, and 134.00 might be a misread 134.06.
    @Test(arguments: [("Öresavrundning   -0,06", "134.00"), ("Öresavrundning", "134.06"), ("", "134.06")])
    func repairsNoTotalThatWasRounded(line: String, total: String) {
        let values = PageGrid.values(
            """
            Faktura 12
            Netto           107,25
            Moms 25 %        26,81
            \(line)
            Att betala      134,00 kr
            """)
        #expect(values[.total] == total)
    }

    @Test func aRoundingIsNoSum() {
        let values = PageGrid.values("Rechnung 12\nGesamtbetrag  119,97\nRundungsbetrag  0,03\nZahlbetrag  120,00")
        #expect(values[.total] == "120.00")
    }

    @Test func takesCashLessChange() {
        let values = PageGrid.values(
            """
            CORNER SHOP SDN BHD
            Bread             3.20
            Milk              4.05
            Total             7.25
            Cash             10.00
            Change            2.75
            """)
        #expect(values[.total] == "7.25")
    }

    @Test func repairsADigitThatTheEquationProves() {
        let fields = fields(net: "1.000,00", vat: "190,00", total: "1.198,00")
        #expect(fields.last?.value.canonical == "1190.00")
        #expect(fields.last?.rule == "ocr-repair")
        #expect(fields.last?.raw == "1.198,00")
    }

    @Test func repairsNothingWhereTwoRepairsWouldDo() {
        // 190 may be 180, and 1180 may be 1190: 18 and 19 per cent are both rates.
        let fields = fields(net: "1.000,00", vat: "190,00", total: "1.180,00")
        #expect(fields.map(\.value.canonical) == ["1000.00", "190.00", "1180.00"])
        #expect(fields.allSatisfy { $0.confidence < 0.6 })
    }

    @Test func readsAmbiguousThousandsByTheEquation() {
        let fields = fields(net: "1.000", vat: "190,00", total: "1.190,00")
        #expect(fields.first?.value.canonical == "1000.00")
    }

    private func fields(net: String, vat: String, total: String) -> [Field] {
        let evidence = Evidence(page: 1, box: Box(left: 0, top: 0, right: 1, bottom: 1), words: [0])
        let read = [(FieldName.amount, net), (.vat, vat), (.total, total)].map {
            Prediction(name: $0.0, raw: $0.1, evidence: evidence, confidence: 0.8, source: .llm, rule: "model")
        }
        return InvoiceExtraction.extract(read, pages: [])
    }

    @Test(arguments: [
        (100_00, 19_00, true), (100_00, 13_37, false), (453_11, 86_09, true), (0, 0, false), (-100_00, -19_00, true),
    ])
    func knowsRates(net: Int, vat: Int, isKnown: Bool) {
        #expect(TaxRates.isKnown(vat: Int64(vat), net: Int64(net)) == isKnown)
    }

    @Test func hugeAmountsDoNotOverflow() {
        #expect(!TaxRates.isKnown(vat: .max / 10, net: .max))
        #expect(!TaxRates.isKnown(vat: .min, net: .min))
        #expect(!TaxRates.isPlausible(vat: .min, net: .min))
        #expect(TaxRates.isPlausible(vat: .min / 4, net: .min))
        #expect(TaxRates.isAtMost(.min, 10_000, of: .min))
        #expect(!TaxRates.isAtMost(.min, 10_000, of: .max))
        var parts = MoneyParts()
        for name in MoneyParts.names {
            parts[name] = .derived(name, .amount(Amount(hundredths: .max)), confidence: 1, rule: "test")
        }
        #expect(!parts.holds(rounding: 2))
        #expect(PageGrid.values("Net 999999999999999\nVAT 999999999999998\nTotal 999999999999999").count <= 4)
    }

    @Test func sharesAreRoundedHalfAwayFromZero() {
        #expect(MoneyCompletion.share(of: 123_450, rate: 250, base: 1250) == 24_690)
        #expect(MoneyCompletion.share(of: -10, rate: 250, base: 1000) == -3)
        #expect(MoneyCompletion.share(of: .max, rate: 250, base: 1000) == nil)
        #expect(MoneyCompletion.share(of: .max, rate: 1, base: 10_000) == nil)
        #expect(MoneyCompletion.share(of: .min, rate: 1, base: 10_000) == nil)
    }

    // A Double holds 53 bits: beyond them neighbouring hundredths are the same number to it.
    @Test(arguments: [
        (28_01, 100_00, true), (28_02, 100_00, false), (-28_01, -100_00, true), (-28_02, -100_00, false),
        (28_01, -100_00, false), (0, 0, true), (1, 0, false), (1, 1, true), (2, 1, false),
        (28_000_000_000_000_001, 100_000_000_000_000_000, true),
        (28_000_000_000_000_002, 100_000_000_000_000_000, false),
    ])
    func weighsTaxToTheHundredth(vat: Int, net: Int, isPlausible: Bool) {
        #expect(TaxRates.isPlausible(vat: Int64(vat), net: Int64(net)) == isPlausible)
    }

    @Test(arguments: [
        (30_00, 100_00, true), (30_01, 100_00, false), (-30_00, 100_00, true),
        (30_000_000_000_000_000, 100_000_000_000_000_000, true),
        (30_000_000_000_000_001, 100_000_000_000_000_000, false),
    ])
    func comparesSharesToTheHundredth(part: Int, base: Int, isAtMost: Bool) {
        #expect(TaxRates.isAtMost(Int64(part), 3000, of: Int64(base)) == isAtMost)
    }

    @Test(arguments: [("130,00", "30,00", true), ("99,99", "30,00", false)])
    func takesNoTaxBeyondThreeTenthsOfTheTotal(total: String, vat: String, isTaken: Bool) {
        let fields = PageGrid.fields("Rechnung 12\nUSt.        \(vat)\nGesamtbetrag     \(total)")
        #expect((fields[.vat]?.value.canonical == "30.00") == isTaken)
    }

    @Test func readsTheRateThatIsPrinted() {
        let values = PageGrid.values("Facture 12\nTotal TTC     105,50\nTVA 5,5 % incluse")
        #expect(values[.total] == "105.50")
        #expect(values[.vat] == "5.50")
        #expect(values[.amount] == "100.00")
    }
}
