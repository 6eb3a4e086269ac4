import Domain
import Testing

struct ReadingOrderTests {
    private func word(_ text: String, _ left: Int, _ top: Int, width: Int = 100, height: Int = 30) -> Word {
        Word(
            id: 0, text: text, box: Box(left: left, top: top, right: left + width, bottom: top + height),
            confidence: 1, line: 0)
    }

    private func text(_ words: [Word]) -> String {
        let page = Page(
            number: 1, width: 2000, height: 3000, dpi: 300, source: .ocr, words: ReadingOrder.arrange(words))
        return page.text
    }

    @Test func labelAndValueFarApartShareALine() {
        let words = [
            word("Total", 100, 500), word("VAT", 100, 550), word("120.00", 1800, 504), word("20.00", 1800, 553),
        ]
        #expect(text(words) == "Total 120.00\nVAT 20.00")
    }

    @Test func numbersFollowReadingOrder() {
        let arranged = ReadingOrder.arrange([word("c", 0, 100), word("b", 200, 3), word("a", 0, 0)])
        #expect(arranged.map(\.text) == ["a", "b", "c"])
        #expect(arranged.map(\.id) == [0, 1, 2])
        #expect(arranged.map(\.line) == [0, 0, 1])
    }

    @Test(arguments: [-0.03, -0.01, 0, 0.01, 0.03])
    func skewIsTakenOut(slope: Double) {
        // Ten lines of 15 words, 45 pixels apart, over 1,800 pixels: at slope .03 a line ends one line lower than it began.
        let words = (0..<10).flatMap { line in
            (0..<15).map { column in
                word("\(line)", 120 * column, 400 + 45 * line + Int(slope * Double(120 * column)))
            }
        }
        #expect(abs(Tilt(of: words).slope - slope) < 0.002)
        let expected = (0..<10).map { line in Array(repeating: "\(line)", count: 15).joined(separator: " ") }
        #expect(text(words.shuffled()) == expected.joined(separator: "\n"))
    }

    @Test func tiltThatChangesDownThePageIsTakenOut() {
        // A photo from an angle: the first line climbs, the last one sinks, each by more than a line's height.
        let words = (0..<24).flatMap { line in
            (0..<12).filter { $0 < 4 || $0 > 8 }.map { column in
                let slope = -0.04 + 0.08 * Double(line) / 23
                return word("\(line)", 130 * column, 300 + 45 * line + Int(slope * Double(130 * column)))
            }
        }
        let expected = (0..<24).map { line in Array(repeating: "\(line)", count: 7).joined(separator: " ") }
        #expect(text(words.shuffled()) == expected.joined(separator: "\n"))
    }

    @Test func dashesAndDotsJoinTheirLine() {
        let words = [
            word("a", 0, 0), word("-", 120, 14, width: 20, height: 4), word("b", 160, 0),
            word(".", 280, 26, width: 4, height: 4), word("next", 0, 45),
        ]
        #expect(text(words) == "a - b .\nnext")
    }

    @Test func turnedMarginDoesNotGlueLines() {
        let lines = (0..<10).map { word("line\($0)", 200, 100 + 40 * $0) }
        let margin = word("margin", 20, 100, width: 30, height: 400)
        let arranged = ReadingOrder.arrange(lines + [margin])
        #expect(Set(arranged.map(\.line)).count == 11)
    }

    @Test func nothingGivesNothing() { #expect(ReadingOrder.arrange([]).isEmpty) }
}
