import Domain
import Testing

struct ValueTests {
    @Test(arguments: [
        ("1234.56", "1234.56"), ("-0.05", "-0.05"), ("7", "7.00"), ("7.5", "7.50"),
        ("999999999999999.99", "999999999999999.99"),
    ])
    func amountsKeepTheirDigits(text: String, canonical: String) {
        #expect(Amount(canonical: text)?.description == canonical)
    }

    @Test(arguments: ["", "-", "1.", ".5", "1.234", "1,23", "1e3", "9999999999999999", "１２"])
    func whatIsNoAmountIsNone(text: String) { #expect(Amount(canonical: text) == nil) }

    @Test func daysThatDoNotExistAreNone() {
        #expect(CalendarDate(iso: "2025-02-29") == nil)
        #expect(CalendarDate(iso: "2024-02-29")?.description == "2024-02-29")
        #expect(CalendarDate(iso: "2024-13-01") == nil)
    }

    @Test func dayNumbersGoBothWays() {
        for number in stride(from: -25_000, through: 60_000, by: 37) {
            #expect(CalendarDate(dayNumber: number).dayNumber == number)
        }
        #expect(CalendarDate(dayNumber: 0).description == "1970-01-01")
        #expect(CalendarDate(iso: "2024-12-21")?.adding(days: 30).description == "2025-01-20")
    }

    @Test func identifiersAreVersion7AndReadBack() {
        var random = SystemRandomNumberGenerator()
        let identifier = Identifier(milliseconds: 1_732_000_000_000, using: &random)
        #expect(identifier.high >> 12 & 0xF == 7)
        #expect(identifier.low >> 62 == 2)
        #expect(Identifier(identifier.description) == identifier)
        #expect(Identifier(identifier.description.uppercased()) == identifier)
        #expect(Identifier("01a1fc15-498f-7594-82ea-6112af3f484") == nil)
        #expect(Identifier("01a1fc15_498f-7594-82ea-6112af3f4848") == nil)
        #expect(Identifier(milliseconds: 1, using: &random) < Identifier(milliseconds: 2, using: &random))
    }

    @Test func timestampsAreRFC3339() {
        #expect(Timestamp("2026-11-21 08:30:00.123456")?.description == "2026-11-21T08:30:00.123Z")
        #expect(Timestamp("2026-11-21 08:30:00")?.description == "2026-11-21T08:30:00.000Z")
        #expect(Timestamp("2026-11-21") == nil)
    }

    @Test func sharesHaveThreeDigitsAndStayInside() {
        #expect(DecimalText(share: 0.95).text == "0.950")
        #expect(DecimalText(share: 7).text == "1.000")
        #expect(DecimalText(share: -1).text == "0.000")
        #expect(DecimalText(share: .nan).text == "0.000")
        #expect(DecimalText("1e5") == nil)
        #expect(DecimalText("-12.50")?.text == "-12.50")
    }
}
