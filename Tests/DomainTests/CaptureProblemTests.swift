import Domain
import Testing

struct CaptureProblemTests {
    private let good = CaptureMeasures(sharpness: 0.4, paper: 220, contrast: 160, shortSide: 1200)

    /// Ten lines of three words, each `height` pixels high, the first at `left`.
    private func page(confidence: Double = 0.95, height: Int = 30, left: Int = 100) -> Page {
        let words = (0..<30).map { index in
            let (row, column) = (index / 3, index % 3)
            let x = left + column * 300
            return Word(
                id: index, text: "word",
                box: Box(left: x, top: 100 + 50 * row, right: x + 90, bottom: 100 + 50 * row + height),
                confidence: confidence, line: row)
        }
        return Page(number: 1, width: 1200, height: 1600, dpi: 150, source: .ocr, words: words)
    }

    @Test func aPictureThatWasReadWellIsBlamedForNothing() {
        var bad = good
        (bad.sharpness, bad.paper) = (0.05, 60)
        #expect(bad.problems(page()) == [])
        #expect(good.problems(page(confidence: 0.5)) == [])
    }

    @Test(arguments: [
        (CaptureMeasures(sharpness: 0.1, paper: 220, contrast: 160, shortSide: 1200), CaptureProblem.blurred),
        (CaptureMeasures(sharpness: 0.4, paper: 70, contrast: 60, shortSide: 1200), .dark),
        (CaptureMeasures(sharpness: 0.4, paper: 220, contrast: 30, shortSide: 1200), .faint),
        (CaptureMeasures(sharpness: 0.4, paper: 220, contrast: 160, shortSide: 120), .tooSmall),
    ])
    func aPictureThatWasReadBadlyIsBlamedForWhatItIs(measures: CaptureMeasures, problem: CaptureProblem) {
        #expect(measures.problems(page(confidence: 0.5)) == [problem])
        #expect(measures.problems(Page(number: 1, width: 9, height: 9, dpi: 70, source: .ocr, words: [])) == [problem])
    }

    @Test func smallLettersAreTooSmallInAnyPicture() {
        #expect(good.problems(page(confidence: 0.5, height: 7)) == [.tooSmall])
    }

    @Test func anEmptySheetIsNoBadPicture() {
        let white = CaptureMeasures(sharpness: 0.1, paper: 255, contrast: 0, shortSide: 1200)
        #expect(white.problems(Page(number: 1, width: 9, height: 9, dpi: 70, source: .ocr, words: [])) == [])
    }

    @Test func linesThatEndAtTheEdgeAreCutOff() {
        #expect(good.problems(page(left: 0)) == [.cutOff])
        #expect(good.problems(page(left: 510)) == [.cutOff])
        #expect(good.problems(page(left: 3)) == [])
    }

    @Test func sendersAreToldWhatToDo() {
        let page = self.page(confidence: 0.5)
        let reading = PageReading(engines: [], capture: [.blurred, .cutOff])
        let captured = Page(
            number: 1, width: page.width, height: page.height, dpi: page.dpi, source: .ocr, words: page.words,
            reading: reading)
        let findings = InvoiceEvaluation.evaluate(
            fields: [], pages: [captured, captured], today: CalendarDate(dayNumber: 20_000)
        ).findings.filter { $0.code == .capture || $0.code == .cutOff }
        #expect(findings.map(\.detail) == [CaptureProblem.blurred.detail, CaptureProblem.cutOff.detail])
    }
}
