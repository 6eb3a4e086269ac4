import Domain
import Testing

struct ResultHTMLTests {
    private func page(_ words: [(String, Int)]) -> Page {
        let box = Box(left: 0, top: 0, right: 1, bottom: 1)
        return Page(
            number: 1, width: 10, height: 10, dpi: 300, source: .ocr,
            words: words.enumerated().map { Word(id: $0, text: $1.0, box: box, confidence: 0.5, line: $1.1) })
    }

    @Test func linesAreParagraphs() {
        let html = ResultHTML(title: "a.pdf", languages: ["de", "en"], confidence: 0.876)
            .render([page([("Total", 0), ("1,00", 0), ("next", 1)])])
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"de\">"))
        #expect(html.contains("<meta charset=\"utf-8\">"))
        #expect(html.contains("<p>Total 1,00</p>\n<p>next</p>\n</section>"))
        #expect(html.contains("Confidence: 88 %"))
    }

    @Test func nothingGetsThrough() {
        let evil = "\"><script>alert('1')</script>\u{0}\u{1B}&"
        let html = ResultHTML(title: evil, languages: ["en\" onload=\"x"], confidence: .nan).render([page([(evil, 0)])])
        #expect(!html.contains("<script"))
        #expect(!html.contains("\u{0}"))
        #expect(!html.contains("\u{1B}"))
        #expect(!html.contains("onload=\""))
        #expect(html.contains("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\u{FFFD}\u{FFFD}&amp;"))
    }

    @Test func noPages() {
        let html = ResultHTML(title: "", languages: [], confidence: 0).render([])
        #expect(html.contains("lang=\"und\""))
        #expect(html.hasSuffix("</body>\n</html>\n"))
    }
}
