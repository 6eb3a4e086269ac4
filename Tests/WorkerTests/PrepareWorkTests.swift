import Domain
import FoundationEssentials
import Testing

@testable import Worker

struct PrepareWorkTests {
    private func page(_ length: Int) -> Page {
        let box = Box(left: 0, top: 0, right: 10, bottom: 10)
        let word = Word(id: 0, text: String(repeating: "a", count: length), box: box, confidence: 1, line: 0)
        return Page(number: 1, width: 10, height: 10, dpi: 300, source: .text, words: [word])
    }

    @Test func whatIsReadOfAPageIsKeptForTheNextStep() throws {
        let kept = try #require(try PrepareWork.kept(page(1_900_000)))
        #expect(try JSONDecoder().decode(Page.self, from: Data(kept.utf8)) == page(1_900_000))
    }

    @Test func muchOfItIsNot() throws {
        #expect(try PrepareWork.kept(page(2_000_000)) == nil)
    }
}
