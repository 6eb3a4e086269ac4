import CUnix
import Domain
import FoundationEssentials
import Glibc
import Testing

@testable import Recognition

/// A file that has no name, as a store hands it over that keeps none in the clear: only a descriptor, and a path by which this
/// process and its children may open it while it is open.
private final class Nameless {
    let descriptor: Int32
    var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

    init(_ bytes: [UInt8]) throws {
        descriptor = cunix_memory_file("document")
        guard descriptor >= 0, bytes.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == bytes.count
        else {
            throw RecognitionError.file(errno)
        }
    }

    deinit { close(descriptor) }
}

struct DescriptorTests {
    private static let line = PDFWriter.line("Invoice 4711 of 2 May 2026, 119.00 EUR", 72, 700)

    /// What documents are, as bytes.
    private static func samples(_ work: WorkDirectory) throws -> [String: [UInt8]] {
        _ = try work.file("scan.png", try Draw.lines(), format: 3)
        _ = try work.file("scan.tif", try Draw.lines(), format: 4)
        return [
            "pdf": PDFWriter.pages(2, content: line), "png": try work.bytes("scan.png"),
            "tiff": try work.bytes("scan.tif"),
            "heic": [UInt8](try #require(Data(base64Encoded: HEICTests.grey.filter { $0 != "\n" }))),
            "xml": Array(XMLSamples.ubl.utf8),
        ]
    }

    @Test(arguments: ["pdf", "png", "tiff", "heic", "xml"])
    func aFileWithoutANameIsPreparedAsOneWithIt(_ kind: String) throws {
        let work = try WorkDirectory()
        let bytes = try #require(try Self.samples(work)[kind])
        let (one, other) = (try WorkDirectory(), try WorkDirectory())
        let named = try Preparation.prepare(try work.file("named", bytes), into: one.path, isCancelled: { false })
        let nameless = try Nameless(bytes)
        let prepared = try Preparation.prepare(nameless.path, into: other.path, isCancelled: { false })
        #expect(prepared == named)
        #expect(!prepared.pages.isEmpty)
    }

    @Test func aSearchablePDFIsMadeOfAFileWithoutAName() throws {
        let work = try WorkDirectory()
        let nameless = try Nameless(PDFWriter.pages(1, content: Self.line))
        try SearchablePDF.write(nameless.path, type: .pdf, pages: [], to: work.path + "/out.pdf")
        let made = try work.bytes("out.pdf")
        #expect(made.starts(with: Array("%PDF".utf8)))
    }

    @Test func aPageImageWithoutANameIsRead() throws {
        let work = try WorkDirectory()
        _ = try work.file("page.png", try Draw.lines(), format: 3)
        let nameless = try Nameless(try work.bytes("page.png"))
        let image = PreparedImage(
            fileName: "\(nameless.descriptor)", width: 600, height: 850, dpi: 200, preparation: nil)
        let engine = try TesseractEngine(languages: "eng")
        let page = try engine.read(
            image, in: "/proc/\(getpid())/fd", number: 1, deadline: 60, isCancelled: { false })
        #expect(!page.words.isEmpty)
    }

    @Test func nothingIsLeftOpen() throws {
        let work = try WorkDirectory()
        let samples = try Self.samples(work)
        func open() -> Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1 }
        func prepareAll() throws {
            for bytes in samples.values {
                let into = try WorkDirectory()
                let nameless = try Nameless(bytes)
                _ = try Preparation.prepare(nameless.path, into: into.path, isCancelled: { false })
            }
        }
        // Libraries open what they keep at first use.
        try prepareAll()
        let before = open()
        for _ in 0..<5 { try prepareAll() }
        // Other tests open and close files meanwhile.
        #expect(open() < before + 20)
    }
}
