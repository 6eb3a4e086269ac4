import CLeptonica
import Domain
import Testing

@testable import Recognition

/// What of a text layer counts.
struct LayerSightTests {
    private let work: WorkDirectory
    init() throws { work = try WorkDirectory() }

    private static let letter = [
        "Harrow and Birch Coffee Limited", "Invoice number 4711 of 3 May 2026", "Consulting in the month of April",
        "Net amount 1,000.00 EUR", "Total amount due 1,190.00 EUR", "Please pay within thirty days to our account",
        "Thank you very much for your order and kind regards", "Registered in Leeds under number 123456",
    ]
    private static let lines = letter.enumerated().map { PDFWriter.line($1, 72, 760 - 20 * $0) }.joined()
    private static let words = letter.joined(separator: " ").split(separator: " ").map(String.init)

    private func useful(
        _ content: String, picture: Pixmap? = nil, group: String? = nil, page: String = "/MediaBox [0 0 595 842]"
    ) throws -> [String]? {
        let bytes = PDFWriter.pages(page: page, picture: picture, group: group, content: content)
        return TextLayer.useful(try PDFFile(path: try work.file("test.pdf", bytes)).page(1))?.words.map(\.text)
    }

    @Test func plainTextStays() throws { #expect(try useful(Self.lines) == Self.words) }

    @Test(arguments: [
        "BT 3 Tr /F1 14 Tf 72 300 Td (Total 9,999.99 EUR) Tj ET\n",
        "1 1 1 rg BT /F1 14 Tf 72 300 Td (Total 9,999.99 EUR) Tj ET\n",
        "BT /F1 14 Tf 72 300 Td (Total 9,999.99 EUR) Tj ET 1 1 1 rg 60 290 300 30 re f\n",
        "q 0 0 10 10 re W n BT /F1 14 Tf 72 300 Td (Total 9,999.99 EUR) Tj ET Q\n",
    ])
    func whatLeavesNoInkIsNotRead(hidden: String) throws { #expect(try useful(Self.lines + hidden) == Self.words) }

    /// Behind the ink of what everyone sees.
    @Test func twoWordsAtOnePlaceAreRecognised() throws {
        let hidden = "BT 3 Tr /F1 12 Tf 72 680 Td (Total amount due 9,999.99 EUR) Tj ET\n"
        #expect(try useful(Self.lines + hidden) == nil)
        let bold = PDFWriter.line("Total amount due 1,190.00 EUR", 72, 680)
        #expect(try useful(Self.lines + bold)?.contains("1,190.00") == true)
    }

    @Test(arguments: [
        "0.7 g BT /F1 8 Tf 72 300 Td (pale) Tj ET\n",
        "0 0 0.4 rg 60 290 300 30 re f 1 1 1 rg BT /F1 14 Tf 72 300 Td (pale) Tj ET\n",
        "BT /F1 4 Tf 72 300 Td (pale) Tj ET\n",
    ])
    func whatCanBeSeenIsRead(shown: String) throws { #expect(try useful(Self.lines + shown) == Self.words + ["pale"]) }

    /// Whatever some engine made of a scan before.
    @Test(arguments: [0, 90, 180, 270])
    func aLayerBehindAScanIsNot(rotation: Int) throws {
        let page = "/MediaBox [0 0 595 842] /Rotate \(rotation)"
        let sheet = PDFWriter.picture(0, 0, 595, 842)
        let scan = try Draw.lines()
        #expect(try useful(Self.lines + sheet, picture: scan, page: page) == nil)
        #expect(try useful(sheet + "BT 3 Tr ET\n" + Self.lines, picture: scan, page: page) == nil)
        let stamp = "BT 0 Tr ET\n" + PDFWriter.line("Received 4 May 2026", 400, 20)
        #expect(try useful(sheet + "BT 3 Tr ET\n" + Self.lines + stamp, picture: scan, page: page) == nil)
    }

    @Test func textOverABackgroundIsRead() throws {
        let paper = try Draw.blank(60, 85)
        let sheet = PDFWriter.picture(0, 0, 595, 842)
        #expect(try useful(sheet + Self.lines, picture: paper) == Self.words)
        let logo = try Draw.lines(["NORTHWIND"], width: 200, height: 100)
        #expect(try useful(Self.lines + PDFWriter.picture(400, 700, 100, 50), picture: logo) == Self.words)
    }

    /// A scan in a page of text is read as one; paper that is printed on, or a photograph of nothing, is none.
    @Test func picturesThatSayMoreAreRecognised() throws {
        let receipt = try Draw.lines()
        let stamp = PDFWriter.line("Received by the mail room on 4 May 2026 and registered", 40, 30, size: 7)
        let registered = stamp + PDFWriter.line(String(repeating: "Example Holding ", count: 12), 40, 20, size: 4)
        let below = PDFWriter.picture(100, 40, 400, 520)
        #expect(try useful(Self.lines + below, picture: receipt) == nil)
        #expect(try useful(Self.lines + below, picture: try Draw.blank(40, 52)) == Self.words)
        #expect(try useful(PDFWriter.picture(0, 0, 595, 842) + registered, picture: receipt) == nil)

        let letterhead = try Draw.lines(["NORTHWIND PAPER", "", "", "", "", "", "LEEDS IBAN GB33"])
        let full = (0..<20).map { PDFWriter.line(Self.letter[$0 % 8] + Self.letter[2], 72, 700 - 20 * $0) }.joined()
        let sheet = PDFWriter.picture(0, 0, 595, 842)
        #expect(try useful(sheet + full, picture: letterhead)?.contains("Consulting") == true)
    }

    @Test(arguments: [(0, 842), (380, 100), (745, 30)])
    func aGroupOfTextAndPicturesHidesNothing(bottom: Int, height: Int) throws {
        let group = PDFWriter.picture(0, bottom, 595, height) + Self.lines
        #expect(try useful("/Fm Do\n", picture: try Draw.blank(60, 85), group: group) == Self.words)
        let total = PDFWriter.picture(60, 290, 300, 30) + PDFWriter.line("Sum", 72, 300)
        let read = try useful(Self.lines + "/Fm Do\n", picture: try Draw.blank(60, 85), group: total)
        #expect(read == Self.words + ["Sum"])
    }

    /// A stamp or a watermark over the text, of the whole page or of one word.
    @Test(arguments: ["Alpha", "Multiply"], [(0, 0, 595, 842), (50, 600, 300, 150), (60, 750, 120, 24)])
    func whatShinesThroughIsRead(state: String, place: (Int, Int, Int, Int)) throws {
        let over = "/\(state) gs " + PDFWriter.picture(place.0, place.1, place.2, place.3)
        let lines = try Draw.lines(["NORTHWIND"], width: 100, height: 60)
        for picture in [lines, try Draw.blank(60, 85)] {
            #expect(try useful(Self.lines + over, picture: picture) == Self.words)
        }
    }

    @Test(arguments: [
        "0.85 g BT /F1 110 Tf 0.707 0.707 -0.707 0.707 150 450 Tm (DRAFT) Tj ET 0 g\n",
        "0.85 g BT /F1 120 Tf 60 640 Td (PAID) Tj ET 0 g\n",
        "0.85 g BT /F1 12 Tf 0.966 0.259 -0.259 0.966 90 680 Tm (KOPIE) Tj ET 0 g\n",
    ])
    func aWatermarkOfTextIsNoSecondWord(watermark: String) throws {
        for content in [watermark + Self.lines, Self.lines + watermark] {
            let read = try #require(try useful(content))
            #expect(Self.words.allSatisfy(read.contains))
        }
    }

    @Test(arguments: [
        ("Name:____________________", 105), ("Name:....................", 105), ("______________", 72),
    ])
    func whatIsWrittenOnALineIsRead(label: String, left: Int) throws {
        let form = PDFWriter.line(label, 72, 300) + PDFWriter.line("John Smith", left, 302)
        let read = try #require(try useful(Self.lines + form))
        #expect(read.contains("John") && read.contains("Smith"))
    }

    @Test func aSmallLineUnderALargeOneIsRead() throws {
        let head = PDFWriter.line("HARROW", 72, 300, size: 40) + PDFWriter.line("roasters since 1982", 72, 290, size: 7)
        #expect(try useful(Self.lines + head) == Self.words + ["HARROW", "roasters", "since", "1982"])
    }

    @Test(arguments: [4, 5, 6, 7, 10], ["0.7", "0.85", "0.9"])
    func smallLightTextIsRead(size: Int, grey: String) throws {
        let small = "\(grey) g " + PDFWriter.line("Payable within 30 days, i or l", 72, 300, size: size)
        let read = try #require(try useful(Self.lines + small))
        #expect(read.count == Self.words.count + 7)
    }

    /// What a table or a photograph shows is no text that was left out.
    @Test func picturesWithoutLinesOfTextLeaveTheLayer() throws {
        let form = try Draw.blank(595, 842)
        for row in 0..<842 {
            for column in 0..<595 where column % 60 == 0 || row % 24 == 0 {
                pixSetPixel(form.pix, Int32(column), Int32(row), 0)
            }
        }
        let photograph = try Draw.blank(200, 200)
        for row in 0..<200 {
            for column in 0..<200 {
                let shade = UInt32(20 + (row * 7919 + column * 104_729) % 211)
                pixSetPixel(photograph.pix, Int32(column), Int32(row), shade)
            }
        }
        #expect(try useful(PDFWriter.picture(0, 0, 595, 842) + Self.lines, picture: form) == Self.words)
        #expect(try useful(PDFWriter.picture(60, 40, 500, 500) + Self.lines, picture: photograph) == Self.words)
    }

    /// Each look at pictures costs two drawings of the page; small pale print one.
    @Test func drawingsAreFew() throws {
        let paper = try Draw.blank(60, 85)
        func drawings(_ content: String, _ isCancelled: () -> Bool = { false }) throws -> Int {
            let bytes = PDFWriter.pages(picture: paper, content: content)
            let page = try PDFFile(path: try work.file("test.pdf", bytes)).page(1)
            return LayerSight(TextLayer.page(page).words, on: page, isCancelled: isCancelled).drawings
        }
        let sheet = PDFWriter.picture(0, 0, 595, 842)
        #expect(try drawings(Self.lines) == 1)
        #expect(try drawings(sheet + Self.lines) == 3)
        #expect(try drawings(String(repeating: sheet, count: 100) + Self.lines) == 3)
        #expect(try drawings(String(repeating: sheet, count: 2000) + Self.lines) == 1)
        #expect(try drawings(sheet + Self.lines) { true } == 1)
        var asked = 0
        let stopped = try drawings(sheet + Self.lines) {
            asked += 1
            return asked > 3
        }
        #expect(stopped == 3 && asked >= 4)
    }
}
