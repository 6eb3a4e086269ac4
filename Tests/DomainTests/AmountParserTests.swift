import Testing

@testable import Domain

struct AmountParserTests {
    @Test(arguments: [
        ("1.234,56", "1234.56"), ("1 234,56", "1234.56"), ("1,234.56", "1234.56"), ("1'234.50", "1234.50"),
        ("12,5", "12.50"),
        ("1.234.567", "1234567.00"), ("1234,5-", "-1234.50"), ("(99.00)", "-99.00"), (".50", "0.50"),
        ("125:-", "125.00"),
        ("125:50", "125.50"), ("100,00-", "-100.00"), ("1,23,456.78", "123456.78"), ("€ 12,00", "12.00"),
        ("RM5.00", "5.00"),
        ("1\u{202F}234,56 €", "1234.56"), ("\u{2212}20,48 €", "-20.48"), ("CHF 1’234.50", "1234.50"), ("0.125", "0.13"),
        ("12.-", "12.00"), ("kr. 1.234,00", "1234.00"), ("-0,00", "0.00"),
    ])
    func reads(text: String, value: String) {
        #expect(AmountParser().parse(text)?.amount.description == value)
    }

    @Test func decidesAmbiguityByConsensus() {
        #expect(AmountParser().parse("1.234")?.ambiguous == true)
        #expect(AmountParser(consensus: .comma).parse("1.234")?.amount == Amount(hundredths: 123_400))
        #expect(AmountParser(consensus: .point).parse("1.234")?.amount == Amount(hundredths: 123))
    }

    @Test(arguments: [
        "", "abc", "2,00 x 3", "12.34.56", "-", "1 23,45", "99999999999999999999999", "١٢٣", "12:3", "\u{202E}12.00",
        "19%",
    ])
    func refuses(text: String) {
        #expect(AmountParser().parse(text) == nil)
    }

    @Test func readsLettersAsDigitsOnlyWhenAsked() {
        #expect(AmountParser().parse("3.O99,45") == nil)
        let reading = AmountParser(repairs: true).parse("3.O99,45")
        #expect(reading?.amount == Amount(hundredths: 309_945))
        #expect(reading?.repaired == true)
    }
}
