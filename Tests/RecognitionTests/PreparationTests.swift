import CLeptonica
import Domain
import Testing

@testable import Recognition

struct PreparationTests {
    private let work: WorkDirectory
    init() throws { work = try WorkDirectory() }

    private func code(_ path: String, _ limits: ReadingLimits = ReadingLimits()) -> DocumentProblem.Code? {
        do {
            _ = try Preparation.prepare(path, into: work.path, limits: limits)
            return nil
        } catch { return (error as? DocumentProblem)?.code }
    }

    private func onlyImage(_ path: String, depth: Int = 8) throws -> (PreparedImage, Pixmap) {
        let prepared = try Preparation.prepare(path, into: work.path)
        guard prepared.pages.count == 1, case .image(let image) = prepared.pages[0].content else {
            throw RecognitionError.engine
        }
        let pixmap = try work.image(image.fileName)
        #expect(pixmap.width == image.width && pixmap.height == image.height && pixmap.depth == depth)
        return (image, pixmap)
    }

    @Test func headerAloneRefusesABomb() throws {
        let header: [UInt8] = [
            0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0x75, 0x30, 0, 0, 0x75,
            0x30,
            1, 0, 0, 0, 0, 0, 0, 0, 0,
        ]
        #expect(code(try work.file("bomb.png", header + [UInt8](repeating: 0, count: 100))) == .tooLarge)
    }

    @Test func problems() throws {
        #expect(code(try work.file("empty.pdf", [])) == .empty)
        #expect(code(try work.file("page.jpg", "<html></html>".utf8)) == .unsupportedType)
        #expect(code(try work.file("header.pdf", "%PDF-1.4\n".utf8)) == .invalidFile)
        #expect(code(try work.file("broken.png", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 1, 2, 3])) == .invalidFile)
        #expect(code(try work.file("broken.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0])) == .invalidFile)
        #expect(code(try work.file("broken.tif", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0])) == .invalidFile)
        #expect(code(try work.file("broken.gif", "GIF89a".utf8)) == .invalidFile)
        #expect(code(try work.file("broken.webp", "RIFF....WEBPVP8 ".utf8)) == .invalidFile)
        #expect(code(try work.file("long.txt", [1, 2, 3]), ReadingLimits(maxBytes: 2)) == .tooLarge)
    }

    @Test func encrypted() throws {
        let mark = String(repeating: "00", count: 32)
        let trailer =
            "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <\(mark)> /U <\(mark)> >>"
        let pdf = PDFWriter.pages(content: "", trailer: trailer)
        #expect(code(try work.file("locked.pdf", pdf)) == .encrypted)
    }

    @Test func pagesAreCounted() throws {
        let path = try work.file("long.pdf", PDFWriter.pages(4, content: ""))
        #expect(code(path, ReadingLimits(maxPages: 3)) == .tooManyPages)
        #expect(code(path, ReadingLimits(maxPages: 4)) == nil)
    }

    @Test func textNeedsNoImage() throws {
        let content = (0..<5).map { PDFWriter.line("Invoice number 4711 of 3 May", 72, 700 - 20 * $0) }.joined()
        let prepared = try Preparation.prepare(
            try work.file("text.pdf", PDFWriter.pages(2, content: content)), into: work.path)
        #expect(prepared.type == .pdf)
        #expect(prepared.pages.map(\.number) == [1, 2] && prepared.pages.allSatisfy { $0.content == .text })
        #expect(prepared.pages.allSatisfy { $0.read?.words.count == 30 })
    }

    @Test func uselessTextIsRendered() throws {
        let content = PDFWriter.line("7+%-", 72, 700)
        let (image, _) = try onlyImage(try work.file("garbage.pdf", PDFWriter.pages(content: content)))
        #expect(image.width == 2479 && image.height == 3508 && image.dpi == 300)
    }

    @Test func hugePagesAreRenderedSmaller() throws {
        let pdf = PDFWriter.pages(page: "/MediaBox [0 0 14400 14400]", content: "")
        let (image, _) = try onlyImage(try work.file("huge.pdf", pdf))
        #expect(image.width * image.height <= ReadingLimits().maxRasterPixels)
        #expect(image.dpi < 300)
    }

    @Test func transparencyBecomesWhite() throws {
        let image = try Draw.blank(80, 40, depth: 32)
        pixSetSpp(image.pix, 4)
        // Black all over; opaque on the left half only.
        for row in 0..<40 {
            for column in 0..<80 { pixSetPixel(image.pix, Int32(column), Int32(row), column < 20 ? 0xFF : 0) }
        }
        let (_, flat) = try onlyImage(try work.file("clear.png", image, format: IFF_PNG))
        #expect(Draw.grey(flat, 5, 20) == 0)
        #expect(Draw.grey(flat, 60, 20) == 255)
    }

    @Test func halfTransparentIsHalfWhite() throws {
        let image = try Draw.blank(40, 40, depth: 32)
        pixSetSpp(image.pix, 4)
        for row in 0..<40 {
            for column in 0..<40 { pixSetPixel(image.pix, Int32(column), Int32(row), row < 20 ? 0xC800_0080 : ~0) }
        }
        let path = try work.file("veil.png", image, format: IFF_PNG)
        let (_, flat) = try onlyImage(path, depth: 32)
        var (red, green, blue) = (Int32(0), Int32(0), Int32(0))
        pixGetRGBPixel(flat.pix, 10, 10, &red, &green, &blue)
        #expect((226...229).contains(red) && (126...128).contains(green) && green == blue)
    }

    /// A strip of orange a tenth as high as the image.
    private func striped(_ width: Int, _ height: Int) throws -> Pixmap {
        let image = try Draw.blank(width, height, depth: 32)
        for row in 0..<height / 10 {
            for column in 0..<width { pixSetPixel(image.pix, Int32(column), Int32(row), 0xFF80_0000) }
        }
        return image
    }

    @Test(arguments: [("shop.png", IFF_PNG), ("shop.jpg", IFF_JFIF_JPEG)])
    func coloursStay(_ name: String, _ format: Int) throws {
        let (_, image) = try onlyImage(try work.file(name, try striped(400, 300), format: format), depth: 32)
        var (red, green, blue) = (Int32(0), Int32(0), Int32(0))
        pixGetRGBPixel(image.pix, 50, 10, &red, &green, &blue)
        #expect(red > 240 && (120...136).contains(green) && blue < 16)
    }

    @Test func colourOfLargeImagesAndOfNoneIsLeftOut() throws {
        _ = try onlyImage(try work.file("large.png", try striped(2000, 2100), format: IFF_PNG), depth: 8)
        _ = try onlyImage(try work.file("white.png", try Draw.blank(400, 300, depth: 32), format: IFF_PNG), depth: 8)
    }

    @Test func invertedIsUndone() throws {
        let path = try work.file("night.png", try Draw.lines().mapped { pixInvert(nil, $0) }, format: IFF_PNG)
        let (_, image) = try onlyImage(path)
        #expect(Draw.grey(image, 2, 2) == 255)
    }

    @Test func invertedIsUndoneInColour() throws {
        let night = try Draw.blank(400, 300, depth: 32)
        for row in 0..<300 {
            for column in 0..<400 {
                pixSetPixel(night.pix, Int32(column), Int32(row), row < 30 ? 0xFFC8_2000 : 0x1008_4000)
            }
        }
        let (prepared, image) = try onlyImage(try work.file("night.png", night, format: IFF_PNG), depth: 32)
        var (red, green, blue) = (Int32(0), Int32(0), Int32(0))
        pixGetRGBPixel(image.pix, 200, 200, &red, &green, &blue)
        #expect(red > 200 && green > 200 && blue > 160)
        #expect(prepared.preparation?.isInverted == true)
    }

    @Test func sixteenBitsBecomeEight() throws {
        let image = try Draw.blank(60, 60, depth: 16)
        for row in 0..<60 { pixSetPixel(image.pix, 30, Int32(row), 0x4000) }
        let (_, grey) = try onlyImage(try work.file("deep.tif", image, format: IFF_TIFF))
        #expect(Draw.grey(grey, 30, 30) == 0x40)
        #expect(Draw.grey(grey, 5, 30) == 255)
    }

    @Test func everyPageOfATIFF() throws {
        let path = "\(work.path)/pages.tif"
        let blank = try Draw.blank(30, 20)
        for mode in ["w", "a", "a"] {
            withExtendedLifetime(blank) { _ = pixWriteTiff(path, $0.pix, Int32(IFF_TIFF_LZW), mode) }
        }
        #expect(try Preparation.prepare(path, into: work.path).pages.map(\.number) == [1, 2, 3])
        #expect(code(path, ReadingLimits(maxPages: 2)) == .tooManyPages)
    }

    /// Tag 6: the camera lay on its side; what is stored left top is shown right top.
    @Test func orientationIsApplied() throws {
        let image = try Draw.blank(64, 32)
        for row in 0..<12 {
            for column in 0..<12 { pixSetPixel(image.pix, Int32(column), Int32(row), 0) }
        }
        _ = try work.file("plain.jpg", image, format: IFF_JFIF_JPEG)
        var bytes = try work.bytes("plain.jpg")
        let directory: [UInt8] = [1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
        let exif = Array("Exif\0\0".utf8) + [0x49, 0x49, 42, 0, 8, 0, 0, 0] + directory
        bytes.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif, at: 2)
        let (prepared, turned) = try onlyImage(try work.file("turned.jpg", bytes))
        #expect(prepared.width == 32 && prepared.height == 64)
        #expect(Draw.grey(turned, 26, 5) < 64)
        #expect(Draw.grey(turned, 5, 5) > 192)
    }

    @Test func largeScansAreHalved() throws {
        let path = try work.file("large.png", try Draw.blank(5000, 7000, depth: 1), format: IFF_PNG)
        let (image, _) = try onlyImage(path)
        #expect(image.width == 2500 && image.height == 3500)
    }

    @Test func cancelling() throws {
        let path = try work.file("text.pdf", PDFWriter.pages(content: ""))
        #expect(throws: RecognitionError.cancelled) {
            try Preparation.prepare(path, into: work.path, isCancelled: { true })
        }
    }
}
