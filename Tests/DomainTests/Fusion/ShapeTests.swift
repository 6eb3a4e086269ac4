import Testing

@testable import Domain

struct ShapeTests {
    @Test(arguments: [
        ("RMO.28", "RM0.28"), ("-RMO.02", "-RM0.02"), ("28.0D", "28.00"), ("O.50", "0.50"), ("GR0UND", "GROUND"),
        ("0ctober", "October"), ("Kaffeer0sterei", "Kaffeerosterei"), ("$O,75", "$0,75"),
    ])
    func repaired(_ read: String, _ meant: String) { #expect(WordShape.repaired(read) == meant) }

    @Test(arguments: ["SON.28", "O.C", "T0123", "B0", "0.5", "CO.LTD", "No.12", "100", "RE-2026/00871", "H2O"])
    func left(_ word: String) { #expect(WordShape.repaired(word) == word) }

    @Test func amountsHoldTogether() {
        let wide = { (text: String, odds: [Double]) in NumberShape.blanks(Array(text), odds) }
        #expect(wide("7.00", [2, 3, 1]) == [false, false, false])
        #expect(wide("7.00", [2, 3, 9]) == [false, false, true])
        #expect(wide("12,20457", [-1, -1, 2, -1, -1, -1, -1]) == [false, false, true, false, false, false, false])
        #expect(wide("a.bc", [2, 3, 1]) == [true, true, true])
    }

    @Test func doubtfulDecimalSignsFollowTheSureOnes() {
        let sure = ["1.20", "3.40", "5.60"].map { line($0) }
        let settle = { (lines: [RecognisedLine]) in DecimalSigns.settled(lines).map(\.letters) }
        #expect(settle(sure + [line("7,80", unsure: [1: 0.6])]).last == "7.80")
        #expect(settle(sure + [line("7,80")]).last == "7,80")
        #expect(settle(Array(sure.dropLast()) + [line("7,80", unsure: [1: 0.7])]).last == "7,80")
        #expect(settle([sure[0], line("7,80", unsure: [1: 0.5])]).last == "7.80")
        #expect(settle(sure + ["1,10", "2,20"].map { line($0) } + [line("7,80", unsure: [1: 0.6])]).last == "7,80")
        #expect(settle(sure + [line("7,800", unsure: [1: 0.6])]).last == "7,800")
    }

    @Test func missingLetters() {
        for letter in "öÖÄß€£êëâçñåøł" { #expect(MissingLetters.contains(letter)) }
        for letter in "aZ5üäé·°$" { #expect(!MissingLetters.contains(letter)) }
    }
}
