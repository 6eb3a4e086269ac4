import Domain
import Testing

struct UnreadPageTests {
    private func page(_ number: Int, unread: String? = nil, words: Int = 30) -> Page {
        let words = (0..<words).map {
            Word(
                id: $0, text: "word", box: Box(left: 10, top: 40 * $0, right: 90, bottom: 40 * $0 + 30),
                confidence: 0.9, line: $0)
        }
        let reading = PageReading(engines: [], parameters: unread.map { [PageReading.unread: $0] } ?? [:])
        return Page(
            number: number, width: 1200, height: 1600, dpi: 150, source: .ocr, words: unread == nil ? words : [],
            reading: reading)
    }

    private func findings(_ pages: [Page]) -> [Finding] {
        let evaluation = InvoiceEvaluation.evaluate(fields: [], pages: pages, today: CalendarDate(dayNumber: 20_000))
        #expect(evaluation.decision == .manualReview)
        return evaluation.findings.filter { $0.code == .unreadPage }
    }

    @Test func theFindingNamesThePage() {
        let found = findings([page(1), page(2, unread: "too_large"), page(3, unread: "invalid_file")])
        #expect(found.count == 2 && found.allSatisfy(\.code.isBlocking))
        #expect(found[0].detail.contains("page 2 ") && found[0].detail.contains("too large"))
        #expect(found[1].detail.contains("page 3 ") && found[1].detail.contains("damaged"))
        #expect(findings([page(1)]).isEmpty)
    }

    @Test func whereNothingElseWasReadEither() {
        #expect(findings([page(1, words: 0), page(2, unread: "too_large")]).count == 1)
    }
}
