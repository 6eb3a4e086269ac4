import Domain
import Testing

struct PlacementTests {
    private func isNear(_ point: (x: Double, y: Double), _ x: Double, _ y: Double) -> Bool {
        abs(point.x - x) < 1e-9 && abs(point.y - y) < 1e-9
    }

    /// Where the bottom left corner of the upright page lies in the rectangle, and where its top right corner does.
    @Test(arguments: [
        (0, [10.0, 20.0], [110.0, 220.0]), (1, [110.0, 20.0], [10.0, 220.0]), (2, [110.0, 220.0], [10.0, 20.0]),
        (3, [10.0, 220.0], [110.0, 20.0]), (5, [110.0, 20.0], [10.0, 220.0]),
    ])
    func cornersOfATurnedPage(_ turns: Int, _ origin: [Double], _ opposite: [Double]) {
        let placement = Placement(width: 400, height: 300, into: (10, 20, 110, 220), turns: turns)
        #expect(isNear(placement(0, 0), origin[0], origin[1]))
        #expect(isNear(placement(400, 300), opposite[0], opposite[1]))
        // Text is never mirrored.
        #expect(placement.a * placement.d - placement.b * placement.c > 0)
    }

    /// Where the stored image's top left corner stands on the page, and where its top right corner does.
    @Test(arguments: [
        (1, [0.0, 100.0], [50.0, 100.0]), (2, [50.0, 100.0], [0.0, 100.0]), (3, [50.0, 0.0], [0.0, 0.0]),
        (4, [0.0, 0.0], [50.0, 0.0]), (5, [0.0, 100.0], [0.0, 0.0]), (6, [50.0, 100.0], [50.0, 0.0]),
        (7, [50.0, 0.0], [50.0, 100.0]), (8, [0.0, 0.0], [0.0, 100.0]),
    ])
    func cornersOfAnImage(_ orientation: Int, _ left: [Double], _ right: [Double]) {
        let placement = Placement(imageOnto: 50, 100, orientation: orientation, turns: 0)
        #expect(isNear(placement(0, 1), left[0], left[1]))
        #expect(isNear(placement(1, 1), right[0], right[1]))
    }

    @Test func turnsComeOnTopOfTheOrientation() {
        for (orientation, turned) in [(1, 6), (6, 3), (3, 8), (8, 1)] {
            #expect(
                Placement(imageOnto: 7, 9, orientation: orientation, turns: 1)
                    == Placement(imageOnto: 7, 9, orientation: turned, turns: 0))
        }
    }

    @Test func numbersHaveNoExponent() {
        let placement = Placement(0.0000001, 1e-3, -0.5, 1234567.125, .nan, -0.000001)
        #expect(placement.operation == "0 0.001 -0.5 1234567.125 0 0 cm")
    }
}

struct InvisibleTextTests {
    @Test func wordsFillTheirBoxes() {
        var page = page(tops: [100], words: 1)
        page.words[0].text = "Grüß😀"
        var codes = GlyphCodes()
        let text = InvisibleText.operators(page, at: Placement(1, 0, 0, 1, 0, 0), font: "F", codes: &codes)
        // Five letters of half the height are 50 pixels wide; the box has 80.
        #expect(text.contains("/F 20 Tf 160 Tz 1 0 0 1 10 1280 Tm <0047007200FC00DFD800> Tj\n"))
        #expect(text.hasPrefix("q\n1 0 0 1 0 0 cm\nBT\n3 Tr\n"))
        #expect(text.hasSuffix("ET\nQ\n"))
    }

    @Test func whatHasNoAreaIsLeftOut() {
        var page = page(tops: [100], words: 3)
        page.words[0].box.right = page.words[0].box.left
        page.words[1].text = ""
        var codes = GlyphCodes()
        let text = InvisibleText.operators(page, at: Placement(1, 0, 0, 1, 0, 0), font: "F", codes: &codes)
        #expect(text.split(separator: "\n").filter { $0.hasSuffix("Tj") }.count == 1)
    }
}

struct GlyphCodesTests {
    @Test func lettersAboveTheFirstPlaneGetCodesOfTheirOwn() {
        var codes = GlyphCodes()
        #expect(codes.codes("a\u{1F600}b\u{20000}") == [0x61, 0xD800, 0x62, 0xD801])
        #expect(codes.codes("\u{20000}\u{1F600}") == [0xD801, 0xD800])
        #expect(codes.toUnicode.contains("2 beginbfchar\n<D800> <D83DDE00>\n<D801> <D840DC00>\nendbfchar\n"))
    }

    @Test func blocksHaveAHundredEach() {
        var codes = GlyphCodes()
        let text = String(String.UnicodeScalarView((0..<2100).map { Unicode.Scalar(0x20000 + $0)! }))
        #expect(codes.codes(text).suffix(52) == ArraySlice(repeating: 0xFFFD, count: 52))
        #expect(codes.toUnicode.components("100 beginbfchar") == 20)
        #expect(codes.toUnicode.contains("\n48 beginbfchar\n"))
    }
}

extension String {
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
