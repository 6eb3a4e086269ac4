import CLeptonica
import Domain
import Testing

@testable import Recognition

/// One page that cannot be read costs no other.
struct PageProblemTests {
    private let work: WorkDirectory
    init() throws { work = try WorkDirectory() }

    /// An engine that refuses pages of a given number.
    private struct Refusing: RecognitionEngine {
        let refused: Set<Int>

        func read(
            _ image: PreparedImage, in directory: String, number: Int, deadline: Double,
            isCancelled: @escaping () -> Bool
        ) throws -> Page {
            guard !refused.contains(number) else { throw DocumentProblem(.tooLarge, "Page \(number).") }
            return Page(
                number: number, width: image.width, height: image.height, dpi: image.dpi, source: .ocr, words: [],
                reading: PageReading(engines: []))
        }
    }

    private func pages(_ pages: [TIFFWriter.Page], refused: Set<Int> = [], isPart: Bool = false) throws -> [Page] {
        try self.pages(TIFFWriter(pages).bytes, refused: refused, isPart: isPart)
    }

    private func pages(_ bytes: [UInt8], refused: Set<Int> = [], isPart: Bool = false) throws -> [Page] {
        let path = try work.file("pages.tif", bytes)
        let prepared = try Preparation.prepare(path, into: work.path)
        return try Reading.read(
            prepared, at: path, in: work.path, engine: Refusing(refused: refused), isPart: isPart)
    }

    private let fraction = TIFFWriter.Page(bits: 32, format: 3)

    @Test func aPageThatCannotBeDecodedIsKeptEmpty() throws {
        let pages = try pages([.init(), fraction, .init(width: 50)])
        #expect(pages.map(\.number) == [1, 2, 3] && pages.map(\.width) == [40, 827, 50])
        #expect(pages.map(\.unread) == [nil, "invalid_file", nil])
    }

    @Test func whatIsCutOffIsAPageThatIsNotRead() throws {
        let whole = TIFFWriter([.init(), .init(width: 50)])
        var astray = whole
        astray.point(to: 1 << 30)
        for bytes in [astray.bytes, Array(whole.bytes.dropLast()), Array(whole.bytes.dropLast(4))] {
            #expect(try pages(bytes).map(\.unread) == [nil, nil, "invalid_file"])
            #expect(try pages(bytes).map(\.width) == [40, 50, 827])
        }
        for count in [whole.bytes.count - 5, whole.bytes.count * 7 / 10] {
            #expect(try pages(Array(whole.bytes.prefix(count))).map(\.unread) == [nil, "invalid_file"])
        }
        for count in [9, whole.bytes.count * 4 / 10] {
            let code = #expect(throws: DocumentProblem.self) { try pages(Array(whole.bytes.prefix(count))) }?.code
            #expect(code == .invalidFile)
        }
    }

    @Test func aPageThatTheEngineRefusesIsKeptEmpty() throws {
        let pages = try pages([.init(), .init(width: 60)], refused: [2])
        #expect(pages.map(\.unread) == [nil, "too_large"] && pages[1].width == 60 && pages[1].words.isEmpty)
    }

    @Test func whereNoPageIsReadTheFirstProblemIsTheDocuments() throws {
        #expect(throws: DocumentProblem.self) { try pages([fraction]) }
        #expect(throws: DocumentProblem.self) { try pages([fraction, fraction]) }
        #expect(throws: DocumentProblem(.tooLarge, "Page 1.")) { try pages([.init(), .init()], refused: [1, 2]) }
        #expect(throws: DocumentProblem(.tooLarge, "Page 1.")) { try pages([.init()], refused: [1]) }
    }

    @Test func aPartLeavesThatToTheWhole() throws {
        #expect(try pages([.init()], refused: [1], isPart: true).map(\.unread) == ["too_large"])
    }

    @Test func whatIsNoProblemOfThePageEndsAll() throws {
        #expect(throws: RecognitionError.cancelled) {
            try PageProblem.each([1, 2]) { number in
                if number == 2 { throw RecognitionError.cancelled }
            } instead: { _, _ in
            }
        }
    }

    @Test func theSearchablePDFHasAnEmptyPageForIt() throws {
        for bytes in [TIFFWriter([.init(), fraction]).bytes, Array(TIFFWriter([.init()]).bytes.dropLast(4))] {
            let path = try work.file("pages.tif", bytes)
            let prepared = try Preparation.prepare(path, into: work.path)
            let read = try Reading.read(prepared, at: path, in: work.path, engine: Refusing(refused: []))
            try SearchablePDF.write(path, type: .tiff, pages: read, to: "\(work.path)/made.pdf")
            #expect(try PDFFile(path: "\(work.path)/made.pdf").pageCount == 2)
        }
    }
}
