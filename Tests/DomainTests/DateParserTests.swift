import Testing

@testable import Domain

struct DateParserTests {
    @Test(arguments: [
        "21-Dec-2024", "21 december 2024", "21. Dez. 2024", "21 déc. 2024", "2024-12-21", "20241221", "241221",
        "21.12.2024",
        "12/21/2024", "21/12/24", "December 21, 2024", "21st of December 2024", "Samstag, 21. Dezember 2024",
        "den 21 dec 2024",
        "21 joulukuuta 2024", "21 grudnia 2024", "21 de diciembre de 2024", "21 dicembre 2024", "2024/12/21",
        "21Dec2024",
    ])
    func reads(text: String) {
        #expect(DateParser().parse(text)?.date.description == "2024-12-21")
    }

    @Test func saysWhatIsAmbiguous() throws {
        let reading = try #require(DateParser().parse("03/04/2024"))
        #expect(reading.ambiguous)
        #expect(reading.date.description == "2024-04-03")
        #expect(DateParser(order: .monthFirst).parse("03/04/2024")?.date.description == "2024-03-04")
        #expect(DateParser().parse("13/04/2024")?.order == .dayFirst)
        #expect(DateParser().parse("04/13/2024")?.order == .monthFirst)
        #expect(DateParser().parse("04/04/2024")?.ambiguous == false)
    }

    @Test(arguments: [
        "", "31.02.2024", "99/99/9999", "12:30:45", "1.234.567", "01.05.14-31.05.14", "20241341", "Foo 12, 2024",
        "99999999999999999999-12-01", "１２/１２/２０２４", "12 12", "-", "2024-12",
    ])
    func refuses(text: String) { #expect(DateParser().parse(text) == nil) }
}
