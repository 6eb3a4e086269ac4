import Testing

@testable import Domain

struct PageFusionTests {
    private let total = line("Total", at: Box(left: 0, top: 100, right: 50, bottom: 120))
    private let sum = line("12.50", at: Box(left: 200, top: 102, right: 250, bottom: 122))
    private let name = line("Strase1", blanks: [6: 0.4], at: Box(left: 0, top: 0, right: 80, bottom: 20))

    @Test func linesInReadingOrder() {
        let words = PageFusion.words(page([sum, total, name]))
        #expect(words.map(\.text) == ["Strase", "1", "Total", "12.50"])
        #expect(words.map(\.line) == [0, 0, 1, 1] && words.map(\.id) == [0, 1, 2, 3])
    }

    @Test func wordsOfTheOtherReaderGoToTheirLines() {
        let other =
            words(["Straße", "1"]) + words(["Tota!"], top: 104) + words(["12.60"], left: 200, top: 104)
            + words(["elsewhere"], left: 500, top: 500)
        let fused = PageFusion.words(page([sum, total, name]), wordReader: other)
        #expect(fused.map(\.text) == ["Straße", "1", "Total", "12.50"])
    }

    @Test func aslantLinesWhoseHullsOverlap() {
        // Two lines that sink by 40 pixels; the upper one's end is as high as the lower one's middle.
        let upper = Box(left: 0, top: 0, right: 400, bottom: 60)
        let lower = Box(left: 0, top: 24, right: 400, bottom: 84)
        let lines = [upper, lower].enumerated().map { index, box in
            var line = line(index == 0 ? "aaaaaaaa" : "bbbbbbbb", at: box)
            line.sink = 40
            return line
        }
        let word = Word(
            id: 0, text: "bbb", box: Box(left: 10, top: 26, right: 60, bottom: 44), confidence: 0.9, line: 0)
        let assigned = WordReading.assign([word], to: lines).lines
        #expect(assigned[0].isEmpty && assigned[1] == [word])
    }

    @Test func manySureWordsOutsideAllLinesWereMissed() {
        let lines = page([sum, total, name])
        func fused(_ count: Int, _ confidence: Double = 0.95) -> [String] {
            let missed = words((0..<count).map { "word\($0)" }, confidence: confidence, left: 100, top: 500)
            let unsure = words(["unsure"], confidence: 0.5, left: 0, top: 600)
            return PageFusion.words(lines, wordReader: missed + unsure).map(\.text)
        }
        #expect(fused(7).count == 4 && fused(20, 0.7).count == 4)
        #expect(fused(8).suffix(8) == (0..<8).map { "word\($0)" })
    }

    @Test func severalLinesTakenForOneAreTheOtherReaders() {
        let merged = line("l1lil", at: Box(left: 0, top: 200, right: 200, bottom: 260))
        let other = words(["Cheese", "4.20"], top: 202) + words(["Bread", "3.10"], top: 230)
        let fused = PageFusion.words(page([total, merged]), wordReader: other).map(\.text)
        #expect(fused == ["Total", "Cheese", "4.20", "Bread", "3.10"])
        let unsure = words(["Cheese", "4.20"], confidence: 0.7, top: 202)
        #expect(PageFusion.words(page([total, merged]), wordReader: unsure).map(\.text) == ["Total", "l1lil"])
    }

    @Test func nothing() {
        #expect(PageFusion.words(page([])).isEmpty)
        #expect(PageFusion.words(page([]), wordReader: words(["Total"])).isEmpty)
    }
}
