import Testing

@testable import Domain

struct CurrencyParserTests {
    @Test(arguments: [
        ("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("RM", "MYR"), ("Rs.", "INR"), ("(EUR)", "EUR"), ("sek", "SEK"),
        ("CHF:", "CHF"), ("S$", "SGD"), ("zł", "PLN"),
    ])
    func knows(text: String, code: String) { #expect(CurrencyParser.code(text) == code) }

    @Test(arguments: ["", "kr", "XYZ", "12", "Euroland", "(((((((((((((((((((((((("])
    func refuses(text: String) { #expect(CurrencyParser.code(text) == nil) }

    @Test func findsWhatIsAttached() {
        #expect(CurrencyParser.attached(to: "€12.00") == "EUR")
        #expect(CurrencyParser.attached(to: "-$5.00") == "USD")
        #expect(CurrencyParser.attached(to: "12,00EUR") == "EUR")
        #expect(CurrencyParser.attached(to: "12.00") == nil)
        #expect(CurrencyParser.attached(to: "no digits") == nil)
    }
}
