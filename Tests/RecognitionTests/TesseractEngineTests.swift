import CLeptonica
import Domain
import Glibc
import Testing

@testable import Recognition

/// Serialised: the engine looks at the environment, and two pages at a time are slower than one after the other.
@Suite(.serialized)
struct TesseractEngineTests {
    private let work: WorkDirectory
    private let engine: TesseractEngine

    init() throws {
        // Too late for OpenMP, but not for the check.
        setenv("OMP_THREAD_LIMIT", "1", 1)
        work = try WorkDirectory()
        engine = try TesseractEngine(languages: "eng")
    }

    private func prepare(_ image: Pixmap) throws -> PreparedImage {
        try image.writePNG("\(work.path)/page.png", dpi: 150)
        return PreparedImage(fileName: "page.png", width: image.width, height: image.height, dpi: 150)
    }

    private func read(
        _ image: Pixmap, deadline: Double = 60, isCancelled: @escaping () -> Bool = { false }
    ) throws -> Page {
        try engine.read(
            try prepare(image), in: work.path, number: 3, deadline: deadline, isCancelled: isCancelled)
    }

    @Test func readsWordsWithBoxes() throws {
        let page = try read(try Draw.lines())
        #expect(page.number == 3 && page.width == 1200 && page.height == 1700 && page.dpi == 150 && page.source == .ocr)
        #expect(page.text.contains("Northwind Paper Limited"))
        #expect(page.text.contains("Total amount due 120.00"))
        let word = try #require(page.words.first { $0.text == "Northwind" })
        #expect(word.confidence > 0.8 && word.confidence <= 1)
        #expect((70...90).contains(word.box.left) && (120...220).contains(word.box.top))
        #expect(page.words.map(\.id) == Array(page.words.indices))
    }

    @Test(arguments: [1, 2, 3])
    func turnedPagesAreReadUpright(turns: Int) throws {
        let page = try read(try Draw.lines().turned(turns))
        #expect(page.text.contains("Northwind Paper Limited"))
        #expect(page.width == 1200 && page.height == 1700)
        let word = try #require(page.words.first { $0.text == "Northwind" })
        #expect((70...90).contains(word.box.left) && (120...220).contains(word.box.top))
    }

    @Test func blankPagesHaveNoWords() throws {
        #expect(try read(try Draw.blank(1000, 1400)).words.isEmpty)
    }

    private func spots(_ width: Int, _ height: Int) throws -> Pixmap {
        let image = try Draw.blank(width, height)
        for row in stride(from: 0, to: height, by: 6) {
            for column in stride(from: 0, to: width, by: 6) {
                for spot in 0..<4 { pixSetPixel(image.pix, Int32(column + spot % 2), Int32(row + spot / 2), 0) }
            }
        }
        return image
    }

    @Test func pagesOfTooManySpotsAreRefused() throws {
        do {
            _ = try read(try spots(2000, 2850))
            Issue.record("nothing thrown")
        } catch let problem as DocumentProblem { #expect(problem.code == .tooLarge) }
        #expect(try read(try Draw.lines()).text.contains("Northwind"))
    }

    @Test func pagesOfNoiseEndWithoutALayout() throws {
        #expect(try read(try spots(1000, 1400)).words.sureWords == 0)
    }

    @Test func deadlineAndCancelLeaveTheEngineUsable() throws {
        #expect(throws: RecognitionError.deadline) { try read(try Draw.lines(), deadline: 0.001) }
        #expect(throws: RecognitionError.cancelled) { try read(try Draw.lines(), isCancelled: { true }) }
        var calls = 0
        #expect(throws: RecognitionError.cancelled) {
            try read(
                try Draw.lines(),
                isCancelled: {
                    calls += 1
                    return calls > 3
                })
        }
        #expect(try read(try Draw.lines()).text.contains("Northwind"))
    }

    /// A clock that stands still, and then is far behind every deadline.
    private final class ClockThatJumps {
        private(set) var readings = 0
        var most = Int.max

        func now() -> Double {
            readings += 1
            return readings > most ? 1e9 : 0
        }
    }

    private func read(_ image: PreparedImage, _ clock: ClockThatJumps) throws -> Page {
        try engine.read(
            image, in: work.path, number: 3, ReadingWatch(deadline: 60, isCancelled: { false }, now: clock.now))
    }

    @Test func theDeadlineLeavesWhatWasReadBefore() throws {
        let image = try prepare(try Draw.lines().turned(2))
        let whole = ClockThatJumps()
        #expect(try read(image, whole).reading?.parameters["turned"] == "180")
        let early = ClockThatJumps()
        early.most = 2
        #expect(throws: RecognitionError.deadline) { try read(image, early) }
        // The last look at the page is a turned one: all that was read before it stays.
        let late = ClockThatJumps()
        late.most = whole.readings - 1
        let page = try read(image, late)
        #expect(!page.words.isEmpty && page.reading?.parameters["deadline"] == "true")
        #expect(late.readings <= whole.readings)
    }

    @Test func workThatIsThroughAtItsDeadlineCounts() throws {
        let clock = ClockThatJumps()
        clock.most = 2
        let watch = ReadingWatch(deadline: 60, isCancelled: { false }, now: clock.now)
        #expect(try watch.run { _ in watch.shouldStop() ? 0 : 1 } == 0)
        #expect(throws: RecognitionError.deadline) { try watch.run { _ in 0 } }
        let other = ReadingWatch(deadline: 60, isCancelled: { false })
        #expect(try other.run { _ in -1 } == -1)
    }

    @Test(arguments: [1, 3])
    func theSizeIsTheImagesOwn(turns: Int) throws {
        // A page that is read again is kept with the size that it had when it stood upright.
        var image = try prepare(try Draw.lines().turned(turns))
        (image.width, image.height) = (1200, 1700)
        for page in [
            try engine.read(image, in: work.path, number: 1, deadline: 60, isCancelled: { false }),
            try engine.read(
                image, in: work.path, number: 1, turns: 4 - turns, deadline: 60, isCancelled: { false }),
        ] {
            #expect(page.width == 1200 && page.height == 1700 && !page.words.isEmpty)
            #expect(page.words.allSatisfy { $0.box.right <= page.width && $0.box.bottom <= page.height })
        }
    }

    @Test func refusesAHostThatIsNotSetUp() {
        #expect(throws: RecognitionError.self) { try TesseractEngine(languages: "xxx") }
        for value in [nil, "", "2"] {
            #expect(throws: RecognitionError.self) { try TesseractEngine.checkThreads(value) }
        }
    }

    @Test func wholeDocuments() throws {
        let path = try work.file("letter.png", try Draw.lines(), format: IFF_PNG)
        let prepared = try Preparation.prepare(path, into: work.path)
        var done: [Int] = []
        let pages = try Reading.read(prepared, at: path, in: work.path, engine: engine, progress: { done.append($0) })
        #expect(pages.count == 1 && done == [1])
        #expect(pages[0].text.contains("INVOICE NUMBER 4711"))
    }
}
