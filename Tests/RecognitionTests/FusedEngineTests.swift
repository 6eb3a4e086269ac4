import Domain
import Testing

@testable import Recognition

/// What each reader gives is made up; what becomes of it is looked at.
struct FusedEngineTests {
    private let image = PreparedImage(fileName: "page.png", width: 300, height: 400, dpi: 150)

    private func read(_ lines: Lines, _ words: Words, languages: String = "deu", always: Bool = false) throws -> Page {
        let engine = FusedEngine(
            lines: lines, words: words, policy: WordReaderPolicy(languages: languages, always: always))
        return try engine.read(image, in: "/nowhere", number: 2, deadline: 10, isCancelled: { false })
    }

    @Test func bothReadersAreFusedAndRecorded() throws {
        let page = try read(Lines("Strase"), Words("Straße"))
        #expect(page.text == "Straße" && page.number == 2 && page.dpi == 150 && page.source == .ocr)
        #expect(page.reading?.engines.map(\.name) == ["lines", "words"])
        #expect(page.reading?.languages == ["deu"])
        #expect(page.reading?.parameters == ["precision": "f32", "segmentation": "6"])
    }

    @Test func theReaderOfLinesDies() throws {
        let words = Words("Straße")
        let page = try read(Lines(nil), words)
        #expect(page.text == "Straße" && page.reading?.engines.map(\.name) == ["words"])
        #expect(words.turns == [nil])
    }

    @Test func theReaderOfLinesSeesNothing() throws {
        #expect(try read(Lines(""), Words("Straße")).text == "Straße")
    }

    @Test func theReaderOfWordsReadsThePageAsTheOtherTurnedIt() throws {
        let words = Words("Straße")
        let page = try read(Lines("Strase", turns: 3), words)
        #expect(words.turns == [3])
        #expect(page.width == 400 && page.height == 300 && page.reading?.parameters["turned"] == "270")
    }

    @Test func vetoes() throws {
        #expect(try read(Lines("Tota1", probability: 0.7), Words("Total")).text == "Total")
        #expect(try read(Lines("Tota1", probability: 0.99), Words("Total")).text == "Tota1")
    }

    @Test func theReaderOfWordsRestsWhereItAddsNothing() throws {
        let words = Words("Total")
        let page = try read(Lines("Total"), words, languages: "eng")
        #expect(words.turns.isEmpty && page.reading?.engines.map(\.name) == ["lines"])
        _ = try read(Lines("Total"), words, languages: "eng", always: true)
        #expect(words.turns == [0])
    }

    @Test func whatTheReaderOfWordsRefusesStaysRead() throws {
        let words = Words("Total")
        words.problem = DocumentProblem(.tooLarge, "Too many spots.")
        let page = try read(Lines("Total"), words)
        #expect(page.text == "Total" && page.reading?.engines.map(\.name) == ["lines"])
        #expect(page.reading?.parameters["second_reader"] == "too_large")
        #expect(throws: DocumentProblem.self) { try read(Lines(nil), words) }
    }

    @Test func whatStopsTheReaderOfWordsLeavesWhatTheOtherRead() throws {
        for (error, mark) in [(RecognitionError.deadline, "deadline"), (.engine, "engine_gave_up")] {
            let words = Words("Total")
            words.error = error
            let page = try read(Lines("Total"), words)
            #expect(page.text == "Total" && page.reading?.engines.map(\.name) == ["lines"])
            #expect(page.reading?.parameters[mark] == "true")
            for nothing in [nil, ""] { #expect(throws: error) { try read(Lines(nothing), words) } }
        }
        let words = Words("Total")
        words.error = .cancelled
        #expect(throws: RecognitionError.cancelled) { try read(Lines("Total"), words) }
    }

    @Test func whatTheReaderOfLinesHadNoTimeForIsTheOthers() throws {
        let (lines, words) = (Lines("Total"), Words("4711"))
        words.top = 100
        #expect(try read(lines, words, languages: "eng", always: true).text == "Total")
        lines.parameters["partial"] = "true"
        let page = try read(lines, words, languages: "eng")
        #expect(page.text == "Total\n4711" && page.words.map(\.id) == [0, 1])
        #expect(page.reading?.parameters["partial"] == "true")
        words.top = 2
        #expect(try read(lines, words, languages: "eng").text == "Total")
    }

    @Test func cancellingEndsBoth() throws {
        let lines = Lines("Total")
        lines.error = RecognitionError.cancelled
        #expect(throws: RecognitionError.cancelled) { try read(lines, Words("Total")) }
    }
}

/// A reader of lines that gives one line; nil where it died.
private final class Lines: LineReader {
    let text: String?
    let turns: Int
    let probability: Double
    var error: RecognitionError?
    var parameters = ["precision": "f32"]

    init(_ text: String?, turns: Int = 0, probability: Double = 0.95) {
        (self.text, self.turns, self.probability) = (text, turns, probability)
    }

    func lines(
        _ image: PreparedImage, in directory: String, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> RecognisedPage? {
        if let error { throw error }
        guard let text else { return nil }
        let characters = text.enumerated().map { index, character in
            RecognisedCharacter(
                text: character, probability: probability, step: 4 * index, blankBefore: 0, isBlankEmitted: false,
                left: Double(10 * index), right: Double(10 * index + 10))
        }
        let (width, height) = turns % 2 == 0 ? (image.width, image.height) : (image.height, image.width)
        let line = RecognisedLine(
            box: Box(left: 0, top: 0, right: max(1, 10 * text.count), bottom: 20), characters: characters)
        return RecognisedPage(
            width: width, height: height, turns: turns, lines: text.isEmpty ? [] : [line],
            engine: .init(name: "lines", version: "4"), parameters: parameters)
    }
}

/// A reader of words that gives one word, and remembers how it was called.
private final class Words: WordReader {
    let text: String
    var top = 2
    var problem: DocumentProblem?
    var error: RecognitionError?
    private(set) var turns: [Int?] = []

    init(_ text: String) { self.text = text }

    func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> Page { try page(image, number, nil) }

    func read(
        _ image: PreparedImage, in directory: String, number: Int, turns: Int, deadline: Double,
        isCancelled: @escaping () -> Bool
    ) throws -> Page { try page(image, number, turns) }

    private func page(_ image: PreparedImage, _ number: Int, _ turns: Int?) throws -> Page {
        self.turns.append(turns)
        if let problem { throw problem }
        if let error { throw error }
        let word = Word(
            id: 0, text: text, box: Box(left: 0, top: top, right: 10 * text.count, bottom: top + 16), confidence: 0.95,
            line: 0)
        return Page(
            number: number, width: image.width, height: image.height, dpi: image.dpi, source: .ocr, words: [word],
            reading: PageReading(
                engines: [.init(name: "words", version: "5")], languages: ["deu"], parameters: ["segmentation": "6"]))
    }
}
