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
        _ content: String, picture: Pixmap? = nil, page: String = "/MediaBox [0 0 595 842]"
    ) throws -> [String]? {
        let bytes = PDFWriter.pages(page: page, picture: picture, content: content)
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
}
