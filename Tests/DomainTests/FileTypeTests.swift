import Domain
import Testing

struct FileTypeTests {
    @Test(arguments: [
        ([0xFF, 0xD8, 0xFF, 0xE0], FileType.jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        ([0x49, 0x49, 0x2A, 0x00], .tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        (Array("GIF89a".utf8), .gif),
        (Array("RIFF....WEBPVP8 ".utf8), .webp),
        ([0, 0, 0, 0x18] + Array("ftypheic\0\0\0\0mif1heic".utf8), .heic),
        ([0, 0, 0, 0x18] + Array("ftypmif1\0\0\0\0mif1heic".utf8), .heic),
        (Array("%PDF-1.7\n".utf8), .pdf),
        (Array("From: a printer\r\n\r\n%PDF-1.4\n".utf8), .pdf),
    ])
    func knownTypes(bytes: [UInt8], type: FileType) throws {
        #expect(try FileType.sniff(bytes) == type)
    }

    @Test(arguments: [
        "<!DOCTYPE html><p>invoice.jpg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "PK\u{3}\u{4}", "plain text",
        "\0\0\0\u{1C}ftypavif\0\0\0\0avifmif1miaf", "\0\0\0\u{18}ftypisom\0\0\0\0isommp41", "\0\0\0\u{2}ftypheic",
        "RIFF....WAVEfmt ", "%PDF", "\u{89}PNG", " ",
    ])
    func othersAreRefused(text: String) {
        #expect(throws: DocumentProblem.self) { try FileType.sniff(text.utf8) }
        #expect(problem(text.utf8)?.code == .unsupportedType)
    }

    @Test func nothingIsEmpty() { #expect(problem([UInt8]())?.code == .empty) }

    @Test func headerCountsWithinFirstKilobyteOnly() throws {
        let header = Array("%PDF-".utf8)
        #expect(try FileType.sniff([UInt8](repeating: 32, count: 1019) + header) == .pdf)
        #expect(problem([UInt8](repeating: 32, count: 1020) + header)?.code == .unsupportedType)
    }

    @Test func mediaTypes() {
        #expect(FileType.pdf.mimeType == "application/pdf")
        #expect(FileType.jpeg.mimeType == "image/jpeg")
        #expect(FileType.jpeg.fileExtension == "jpg")
    }

    private func problem(_ bytes: some Collection<UInt8>) -> DocumentProblem? {
        do throws(DocumentProblem) {
            _ = try FileType.sniff(bytes)
            return nil
        } catch { return error }
    }
}
