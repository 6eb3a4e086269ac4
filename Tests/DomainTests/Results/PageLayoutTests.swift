import Domain
import Testing

/// Words of one letter height, 20 pixels, at the given lines' tops.
func page(tops: [Int], words: Int = 2, number: Int = 1) -> Page {
    var all: [Word] = []
    for (line, top) in tops.enumerated() {
        for index in 0..<words {
            let box = Box(left: 10 + 100 * index, top: top, right: 90 + 100 * index, bottom: top + 20)
            all.append(Word(id: all.count, text: "w\(all.count)", box: box, confidence: 0.9, line: line))
        }
    }
    return Page(number: number, width: 1000, height: 1400, dpi: 300, source: .ocr, words: all)
}

struct PageLayoutTests {
    @Test func linesOfOneParagraphAreOneBlock() {
        let blocks = PageLayout(page(tops: [0, 28, 56])).blocks
        #expect(blocks.count == 1)
        #expect(blocks[0].lines.map(\.text) == ["w0 w1", "w2 w3", "w4 w5"])
        #expect(blocks[0].box == Box(left: 10, top: 0, right: 190, bottom: 76))
    }

    @Test func aWideGapBeginsABlock() {
        let blocks = PageLayout(page(tops: [0, 28, 90, 118])).blocks
        #expect(blocks.map(\.lines.count) == [2, 2])
        #expect(blocks.map(\.number) == [0, 1])
        #expect(blocks[1].lines.map(\.number) == [2, 3])
    }

    @Test func linesThatOverlapStayTogether() {
        #expect(PageLayout(page(tops: [0, 15, 30])).blocks.count == 1)
    }

    @Test func aPageWithoutWordsHasNoBlocks() {
        #expect(PageLayout(page(tops: [])).blocks.isEmpty)
    }

    @Test func everyWordIsInOneLine() {
        let page = page(tops: [0, 28, 90, 400, 410], words: 3)
        let words = PageLayout(page).blocks.flatMap { $0.lines.flatMap(\.words) }
        #expect(words == page.words)
    }

    @Test func figuresOfALine() {
        var page = page(tops: [0])
        page.words[1].confidence = 0.5
        let line = PageLayout(page).blocks[0].lines[0]
        #expect(abs(line.confidence - 0.7) < 1e-9)
        #expect(line.box == Box(left: 10, top: 0, right: 190, bottom: 20))
    }
}
