import CLeptonica
import Domain
import Testing

@testable import Recognition

/// What is made is read again by poppler: its text layer for the words, its picture for the images.
struct SearchablePDFTests {
    private let work: WorkDirectory
    init() throws { work = try WorkDirectory() }

    private func recognised(
        _ width: Int, _ height: Int, dpi: Int = 300, number: Int = 1, turned: Int = 0,
        words: [(String, Domain.Box)] = [("Total", Domain.Box(left: 300, top: 200, right: 500, bottom: 260))]
    ) -> Page {
        let parameters = turned == 0 ? [:] : ["turned": "\(90 * turned)"]
        return Page(
            number: number, width: width, height: height, dpi: dpi, source: .ocr,
            words: words.enumerated().map { Word(id: $0, text: $1.0, box: $1.1, confidence: 0.9, line: $0) },
            reading: PageReading(engines: [], parameters: parameters))
    }

    private func made(_ path: String, _ type: FileType, _ pages: [Page]) throws -> PDFFile {
        let target = work.path + "/made.pdf"
        try SearchablePDF.write(path, type: type, pages: pages, to: target)
        return try PDFFile(path: target)
    }

    /// A box on a page of that size as it lies when the page is turned back.
    private func back(_ box: Domain.Box, _ size: (width: Int, height: Int), turns: Int) -> Domain.Box {
        switch turns {
        case 1: Domain.Box(left: box.top, top: size.width - box.right, right: box.bottom, bottom: size.width - box.left)
        case 2:
            Domain.Box(
                left: size.width - box.right, top: size.height - box.bottom, right: size.width - box.left,
                bottom: size.height - box.top)
        case 3:
            Domain.Box(left: size.height - box.bottom, top: box.left, right: size.height - box.top, bottom: box.right)
        default: box
        }
    }

    private func isNear(_ a: Domain.Box, _ b: Domain.Box, _ pixels: Int = 4) -> Bool {
        abs(a.left - b.left) <= pixels && abs(a.top - b.top) <= pixels && abs(a.right - b.right) <= pixels
            && abs(a.bottom - b.bottom) <= pixels
    }

    @Test(arguments: [0, 90, 180, 270], [0, 1, 2, 3])
    func wordsLieOnTurnedAndCroppedPages(_ rotation: Int, _ turned: Int) throws {
        let dictionary = "/MediaBox [0 0 595 842] /CropBox [100 300 500 800] /Rotate \(rotation)"
        let path = try work.file("scan.pdf", PDFWriter.pages(page: dictionary, content: "0 0 100 400 re f\n"))
        let shown = TextLayer.page(try PDFFile(path: path).page(1))
        let size = turned % 2 == 0 ? (shown.width, shown.height) : (shown.height, shown.width)
        let page = recognised(size.0, size.1, turned: turned)
        let pdf = try made(path, .pdf, [page])
        let read = TextLayer.page(try pdf.page(1))
        // Of text on its side poppler makes a word of each letter, in whatever order.
        let text = read.words.map(\.text).joined()
        #expect(text.sorted() == "Total".sorted())
        if turned % 2 == 0 { #expect(text == "Total") }
        let box = try #require(read.words.dropFirst().reduce(read.words.first?.box) { $0?.union($1.box) })
        #expect(isNear(box, back(page.words[0].box, size, turns: turned)))
        // It looks as before.
        let (before, after) = (try PDFFile(path: path).page(1).render(dpi: 50), try pdf.page(1).render(dpi: 50))
        #expect(Draw.ink(before) == Draw.ink(after))
    }

    @Test func lettersOfAllScriptsComeBack() throws {
        let texts = ["Grüße", "1.234,56€", "漢字", "Ωμέγα", "Итого", "a\u{1F600}b"]
        let words = texts.enumerated().map {
            ($1, Domain.Box(left: 100, top: 100 + 100 * $0, right: 400, bottom: 150 + 100 * $0))
        }
        let path = try work.file("scan.pdf", PDFWriter.pages(content: ""))
        let read = TextLayer.page(try made(path, .pdf, [recognised(2479, 3508, words: words)]).page(1))
        #expect(read.text == texts.joined(separator: "\n"))
    }

    @Test func aTextLayerStaysSingle() throws {
        let path = try work.file("text.pdf", PDFWriter.pages(2, content: PDFWriter.line("Printed", 72, 700)))
        var text = recognised(2479, 3508)
        text.source = .text
        let scanned = recognised(2479, 3508, number: 2)
        let pdf = try made(path, .pdf, [text, scanned])
        #expect(TextLayer.page(try pdf.page(1)).text == "Printed")
        #expect(Set(TextLayer.page(try pdf.page(2)).words.map(\.text)) == ["Printed", "Total"])
    }

    /// All eight of EXIF's orientations, and turns beyond them: the image stands as the decoder sets it upright.
    @Test(arguments: 1...8, [0, 1, 3])
    func imagesStandUpright(_ orientation: Int, _ turned: Int) throws {
        let drawn = try Draw.blank(200, 120)
        pixRasterop(drawn.pix, 10, 10, 60, 20, PIX_CLR, nil, 0, 0)
        pixRasterop(drawn.pix, 10, 10, 20, 80, PIX_CLR, nil, 0, 0)
        let plain = try work.file("plain.jpg", drawn, format: Int(IFF_JFIF_JPEG))
        let bytes = try work.bytes("plain.jpg")
        let path = try work.file("image.jpg", bytes[..<2] + Self.exif(orientation) + bytes[2...])
        #expect(plain != path)
        let decoder = try ImageDecoder(
            path: path, type: .jpeg, file: try MappedFile(path: path, maxBytes: .max), limits: ReadingLimits())
        let upright = try decoder.decode(0).turned(turned)
        let page = recognised(upright.width, upright.height, dpi: 72, turned: turned, words: [])
        let pdf = try made(path, .jpeg, [page])
        let shown = try pdf.page(1).render(dpi: 72)
        #expect((shown.width, shown.height) == (upright.width, upright.height))
        let (seen, wanted) = (try #require(Draw.ink(shown)), try #require(Draw.ink(upright)))
        #expect(isNear(seen, wanted, 2))
        // The long leg of the L, so that a mirrored image is not taken for a turned one.
        #expect(isNear(try #require(leg(shown)), try #require(leg(upright)), 2))
        // The file is in it byte for byte.
        let all = try work.bytes("made.pdf")
        let whole = try work.bytes("image.jpg")
        #expect(all.indices.contains { all[$0] == 0xFF && all[$0...].starts(with: whole) })
    }

    /// The box of what is dark in the quarter of the page around the dark corner's centre of weight.
    private func leg(_ image: Pixmap) -> Domain.Box? {
        var (x, y, count) = (0, 0, 0)
        for row in 0..<image.height {
            for column in 0..<image.width where Draw.grey(image, column, row) < 128 {
                (x, y, count) = (x + column, y + row, count + 1)
            }
        }
        return count == 0 ? nil : Domain.Box(left: x / count, top: y / count, right: x / count, bottom: y / count)
    }

    private static func exif(_ orientation: Int) -> [UInt8] {
        [0xFF, 0xE1, 0, 34] + Array("Exif\0\0".utf8)
            + [
                0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0,
                0,
            ]
    }

    @Test(arguments: [(Int(IFF_PNG), FileType.png, 8), (Int(IFF_PNG), .png, 32), (Int(IFF_PNG), .png, 1)])
    func otherImagesLoseNothing(_ format: Int, _ type: FileType, _ depth: Int) throws {
        let drawn = depth == 1 ? try Draw.lines().mapped { pixConvertTo1($0, 128) } : try Draw.lines()
        let image = depth == 32 ? drawn.mapped { pixConvertTo32($0) } : drawn
        let path = try work.file("image.png", image, format: format)
        let page = recognised(image.width, image.height, dpi: 150)
        let pdf = try made(path, type, [page])
        let shown = try pdf.page(1).render(dpi: 150)
        let grey = image.mapped { pixConvertTo8($0, 0) }
        #expect((shown.width, shown.height) == (grey.width, grey.height))
        var same: Int32 = 0
        pixEqual(shown.pix, grey.pix, &same)
        #expect(same == 1)
        // The text layer is at 300 pixels an inch.
        let box = try #require(TextLayer.page(try pdf.page(1)).words.first?.box)
        #expect(isNear(box, Domain.Box(left: 600, top: 400, right: 1000, bottom: 520)))
    }

    @Test func aPageOfOneBitStaysOne() throws {
        let image = try Draw.lines().mapped { pixConvertTo1($0, 128) }
        let path = try work.file("image.tif", image, format: Int(IFF_TIFF_G4))
        _ = try made(path, .tiff, [recognised(image.width, image.height)])
        let pdf = String(decoding: try work.bytes("made.pdf"), as: UTF8.self)
        #expect(pdf.contains("/BitsPerComponent 1 ") && !pdf.contains("/BitsPerComponent 8"))
    }

    /// Each page alone may be as large as any image; all of them together may not.
    @Test(arguments: [(8, 2, true), (8, 3, false), (1, 16, true), (1, 17, false)])
    func pagesHaveABoundTogether(_ depth: Int, _ count: Int, _ isMade: Bool) throws {
        let image = try Draw.blank(160, 100, depth: depth)
        let path = work.path + "/pages.tif"
        for page in 0..<count {
            let format = Int32(depth == 1 ? IFF_TIFF_G4 : IFF_TIFF_ZIP)
            #expect(pixWriteTiff(path, image.pix, format, page == 0 ? "w" : "a") == 0)
        }
        let pages = (1...count).map { recognised(160, 100, number: $0) }
        func make() throws {
            try SearchablePDF.write(
                path, type: .tiff, pages: pages, to: work.path + "/made.pdf",
                limits: ReadingLimits(maxWrittenPixels: 32_000))
        }
        if isMade {
            try make()
            #expect(try PDFFile(path: work.path + "/made.pdf").pageCount == count)
        } else {
            let problem = #expect(throws: DocumentProblem.self) { try make() }
            #expect(problem?.code == .tooLarge)
        }
    }

    @Test func damagedFilesAreMendedOrRefused() throws {
        let whole = PDFWriter.pages(content: "0 0 100 400 re f\n")
        let cut = Array(whole[..<(whole.count - 12)])
        let pdf = try made(try work.file("cut.pdf", cut), .pdf, [recognised(2479, 3508)])
        #expect(TextLayer.page(try pdf.page(1)).text == "Total")
        let junk = try work.file("junk.pdf", "%PDF-1.4\nnothing".utf8)
        #expect(throws: DocumentProblem.self) { try made(junk, .pdf, [recognised(2479, 3508)]) }
    }

    @Test func whoCancelsIsHeard() throws {
        let path = try work.file("scan.pdf", PDFWriter.pages(content: ""))
        #expect(throws: RecognitionError.cancelled) {
            try SearchablePDF.write(
                path, type: .pdf, pages: [recognised(2479, 3508)], to: work.path + "/made.pdf", isCancelled: { true })
        }
    }
}
