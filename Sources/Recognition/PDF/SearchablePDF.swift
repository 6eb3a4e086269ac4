import Domain
import Glibc

/// A document as a PDF that looks as it did and whose recognised words can be found: a PDF's own pages, or the image as
/// it came, with the words behind it.
public enum SearchablePDF {
    /// Writes the PDF of the file at `path`, whose `pages` were read, to `target`. `isCancelled` is asked before each page and
    /// before all is written.
    ///
    /// - Throws: `DocumentProblem`, which trying again cannot help, or `RecognitionError` (`.cancelled`, `.file`).
    public static func write(
        _ path: String, type: FileType, pages: [Page], to target: String, limits: ReadingLimits = ReadingLimits(),
        isCancelled: () -> Bool = { false }
    ) throws {
        Quiet.silence
        var maker: any SearchablePages =
            type == .pdf ? try PDFPages(path: path) : try ImagePages(path: path, type: type, limits: limits)
        for page in pages {
            if isCancelled() { throw RecognitionError.cancelled }
            try maker.add(page)
        }
        maker.font.finish(maker.file)
        if isCancelled() { throw RecognitionError.cancelled }
        try maker.file.write(target)
    }

    /// The quarters that recognition turned a page by, clockwise, beyond what its file says.
    static func turns(_ page: Page) -> Int {
        (page.reading?.parameters["turned"].flatMap { Int($0) } ?? 0) / 90
    }
}

/// What pages are put into.
protocol SearchablePages {
    var file: QPDFFile { get }
    var font: InvisibleFont { get }
    mutating func add(_ page: Page) throws
}

/// The font of invisible text in a file.
struct InvisibleFont {
    /// Its name among a page's resources; nothing of anybody else's is called so.
    static let name = "DocketInvisible"
    let object: QPDFFile.Object
    /// Of the letters that were written in it.
    var codes = GlyphCodes()

    init(_ file: QPDFFile) {
        let program = GlyphlessFont.file.withUnsafeBytes { file.stream($0, "<< /Length1 \($0.count) >>") }
        let descriptor = file.object(
            """
            << /Type /FontDescriptor /FontName /GlyphLessFont /Flags 5 /FontBBox [0 0 500 1000] /ItalicAngle 0
               /Ascent 1000 /Descent -1 /CapHeight 1000 /StemV 80 >>
            """, ["/FontFile2": program])
        // Each of the 65,536 codes is drawn as glyph 1.
        let glyphs = file.stream(String(repeating: "\0\u{1}", count: 65_536))
        let glyphless = file.object(
            """
            << /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont /DW 500
               /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>
            """, ["/CIDToGIDMap": glyphs, "/FontDescriptor": file.own(descriptor)])
        object = file.own(
            file.object(
                "<< /Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont /Encoding /Identity-H >>",
                ["/DescendantFonts": file.array(file.own(glyphless))]))
    }

    /// Says what its codes mean, once all is written.
    func finish(_ file: QPDFFile) { file.set("/ToUnicode", of: object, file.stream(codes.toUnicode)) }
}
