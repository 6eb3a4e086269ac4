import Testing

@testable import Domain

struct LineFusionTests {
    private func texts(_ line: RecognisedLine, _ words: [Word] = []) -> [String] {
        LineFusion(line, words).words().map(\.text)
    }

    @Test func wordsWithBoxesAndConfidence() {
        let line = line(
            "TaxInvoice", blanks: [3: 0.4], unsure: [0: 0.69], at: .init(left: 100, top: 50, right: 300, bottom: 70))
        let words = LineFusion(line, []).words()
        #expect(words.map(\.text) == ["Tax", "Invoice"])
        #expect(words[0].box == Box(left: 100, top: 50, right: 160, bottom: 70))
        #expect(words[1].box == Box(left: 160, top: 50, right: 300, bottom: 70))
        #expect(abs(words[0].confidence - 0.89) < 1e-9 && abs(words[1].confidence - 0.99) < 1e-9)
    }

    @Test func aSureReaderOverrulesAnUnsureOne() {
        let unsure = line("Tota1", unsure: [4: 0.7])
        #expect(texts(unsure, words(["Total"])) == ["Total"])
        #expect(texts(unsure, words(["Total"], confidence: 0.8)) == ["Tota1"])
        #expect(texts(line("Tota1", unsure: [4: 0.5]), words(["Total"], confidence: 0.8)) == ["Total"])
        #expect(texts(line("Tota1"), words(["Total"])) == ["Tota1"])
    }

    @Test func lettersThatTheFirstReaderLacks() {
        #expect(texts(line("Strase"), words(["Straße"], confidence: 0.7)) == ["Straße"])
        #expect(texts(line("Munchen"), words(["München"], confidence: 0.7)) == ["München"])
        #expect(texts(line("Munchen"), words(["München"], confidence: 0.5)) == ["Munchen"])
        #expect(texts(line("Zoll"), words(["Zöll"], confidence: 0.65)) == ["Zöll"])
    }

    @Test func signsOfCurrenciesThatTheFirstReaderLeftOut() {
        #expect(texts(line("12.50"), words(["12.50", "€"])) == ["12.50", "€"])
        #expect(texts(line("Total12.50", blanks: [5: 0.4]), words(["Total", "£12.50"])) == ["Total", "£12.50"])
        #expect(texts(line("12.50"), words(["12.50", "x"])) == ["12.50"])
    }

    @Test func aLostDecimalSignComesBack() {
        #expect(texts(line("1685"), words(["16.85"])) == ["16.85"])
        #expect(texts(line("1685"), words(["16.85"], confidence: 0.5)) == ["1685"])
        #expect(texts(line("1685"), words(["16.", "85"])) == ["1685"])
    }

    @Test func readingsOfDifferentThingsAreNotMixed() {
        #expect(texts(line("Subtotal", unsure: [0: 0.3]), words(["Ga7+"])) == ["Subtotal"])
    }

    @Test func aPageOfNoCharacters() {
        #expect(texts(line("")).isEmpty)
        #expect(texts(line(""), words(["Total"])).isEmpty)
    }
}
