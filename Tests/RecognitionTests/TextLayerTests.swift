import Domain
import Testing

@testable import Recognition

struct TextLayerTests {
    private let work: WorkDirectory
    init() throws { work = try WorkDirectory() }

    private func page(_ bytes: [UInt8]) throws -> PDFPage {
        try PDFFile(path: try work.file("test.pdf", bytes)).page(1)
    }

    @Test func boxesAreInPixelsFromTheTop() throws {
        let page = TextLayer.page(try page(PDFWriter.pages(content: PDFWriter.line("Hello World", 72, 698, size: 24))))
        #expect(page.words.map(\.text) == ["Hello", "World"])
        #expect(page.width == 2479 && page.height == 3508 && page.dpi == 300 && page.source == .text)
        #expect(page.words.allSatisfy { $0.confidence == 1 && $0.line == 0 })
        let box = try #require(page.words.first?.box)
        #expect((298...304).contains(box.left))
        // The baseline is two inches below the top.
        #expect(box.top < 560 && box.bottom > 590 && box.bottom < 640)
    }

    @Test func lettersThatAreNowhereTrapNothing() {
        let nowhere = [Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude]
        let glyphs = nowhere.map {
            TextGlyph(scalar: "x", left: $0, top: -$0, right: $0, bottom: 10)
        }
        let words = TextLayer.words(glyphs, scale: 300 / 72, size: (width: 100, height: 50))
        #expect(words.map(\.text).joined() == "xxxx")
        #expect(words.allSatisfy { $0.box.left >= 0 && $0.box.right <= 100 && $0.box.bottom <= 50 })
    }

    @Test func columnsAreSplitAndShareALine() throws {
        let content =
            PDFWriter.line("Net", 72, 700) + PDFWriter.line("Total", 72, 680)
            + PDFWriter.line("21198.72 EUR", 300, 700) + PDFWriter.line("4173.12 EUR", 400, 700)
            + PDFWriter.line("25371.84", 300, 680)
        let page = TextLayer.page(try page(PDFWriter.pages(content: content)))
        #expect(page.text == "Net 21198.72 EUR 4173.12 EUR\nTotal 25371.84")
    }

    @Test func adjoiningRunsAreOneWordOnlyWithoutAGap() throws {
        // Helvetica 12: "Rech" is 26.7 points wide.
        let content = PDFWriter.line("Rech", 72, 700) + PDFWriter.line("nung", 98, 700) + PDFWriter.line("Nr", 132, 700)
        #expect(TextLayer.page(try page(PDFWriter.pages(content: content))).text == "Rechnung Nr")
    }

    /// Whatever turns and crops a page, boxes must lie where the letters are drawn.
    @Test(arguments: [0, 90, 180, 270], ["", "/CropBox [100 300 500 800]"])
    func boxesMatchWhatIsDrawn(rotation: Int, crop: String) throws {
        let dictionary = "/MediaBox [0 0 595 842] /Rotate \(rotation) \(crop)"
        let page = try page(PDFWriter.pages(page: dictionary, content: PDFWriter.line("HHHHHHHH", 150, 600, size: 24)))
        let read = TextLayer.page(page)
        let drawn = try page.render(dpi: 75)
        #expect(abs(drawn.width * 4 - read.width) <= 4 && abs(drawn.height * 4 - read.height) <= 4)
        let word = try #require(read.words.first)
        // Without any font installed there is nothing to compare with.
        guard let ink = Draw.ink(drawn) else { return }
        #expect(word.text == "HHHHHHHH")
        #expect(word.box.left <= ink.left * 4 + 8 && word.box.right >= ink.right * 4 - 8)
        #expect(word.box.top <= ink.top * 4 + 8 && word.box.bottom >= ink.bottom * 4 - 8)
        #expect(word.box.width < ink.width * 4 + 80 && word.box.height < ink.height * 4 + 80)
    }

    /// Poppler puts U+202B and U+202C around Hebrew; what follows would stand two letters to the right.
    @Test func marksOfDirectionShiftNothing() throws {
        let content =
            PDFWriter.line("Invoice No 4711", 72, 700)
            + "BT /F1 12 Tf 72 680 Td (Invoice ) Tj /F2 12 Tf <D1A0D1> Tj /F1 12 Tf ( Total 1190.00 EUR) Tj ET\n"
        let hebrew = """
            /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 160 /LastChar 209 \
            /Widths [\(String(repeating: "600 ", count: 50))] \
            /Encoding << /Type /Encoding /Differences [160 /afii57664 209 /afii57681] >> >>
            """
        let read = TextLayer.page(try page(PDFWriter.pages(fonts: hebrew, content: content)))
        let total = try #require(read.words.first { $0.text == "Total" })
        let amount = try #require(read.words.first { $0.text == "1190.00" })
        // A blank of 12-point Helvetica is 14 pixels wide.
        #expect((total.box.right + 8...total.box.right + 20).contains(amount.box.left))
        #expect(!read.words.contains { $0.text.unicodeScalars.contains { ("\u{202A}"..."\u{202E}").contains($0) } })
        #expect(read.words.last?.text == "EUR")
    }

    @Test func lettersWithoutPlacesMakeNoLayer() {
        #expect(TextGlyphs.placed("ab\u{202B}c\u{202C}".unicodeScalars, 3)?.map(\.0) == ["a", "b", "c"])
        #expect(TextGlyphs.placed("\u{200E}ab".unicodeScalars, 3)?.map(\.1) == [1, 2])
        #expect(TextGlyphs.placed("\u{200E}ab\u{202A}".unicodeScalars, 2)?.map(\.1) == [0, 1])
        #expect(TextGlyphs.placed("abc".unicodeScalars, 2) == nil)
    }

    /// Drawn sideways or upside down on a page that is not turned.
    @Test(arguments: [
        (1, "0 1 -1 0 %x 60"), (2, "-1 0 0 -1 540 %x"), (3, "0 -1 1 0 %-x 780"), (0, "1 0 0 1 60 %-x"),
    ])
    func textIsTurnedUpright(turns: Int, matrix: String) throws {
        let letter = ["Harrow and Birch Coffee", "Invoice number 4711", "Total 1,190.00 EUR"]
        let content = letter.enumerated().map { number, line in
            let (forth, back) = (80 + 20 * number, 500 - 20 * number)
            let place = matrix.replacing("%-x", with: "\(back)").replacing("%x", with: "\(forth)")
            return "BT /F1 12 Tf \(place) Tm (\(line)) Tj ET\n"
        }
        let page = try page(PDFWriter.pages(content: content.joined()))
        for read in [TextLayer.page(page), try #require(TextLayer.useful(page))] {
            #expect(read.text == letter.joined(separator: "\n"))
            #expect(read.reading?.parameters["turned"] == (turns == 0 ? nil : "\(90 * turns)"))
            #expect(read.width == (turns & 1 == 0 ? 2479 : 3508) && read.height == (turns & 1 == 0 ? 3508 : 2479))
            #expect(read.words.allSatisfy { $0.box.width > $0.box.height && $0.box.left >= 0 })
            #expect(read.words.allSatisfy { $0.box.right <= read.width && $0.box.bottom <= read.height })
        }
    }

    @Test func noLayerNoWords() throws {
        #expect(TextLayer.page(try page(PDFWriter.pages(content: ""))).words.isEmpty)
    }
}
