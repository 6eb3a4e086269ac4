/// The words of a page as PDF operators: each at its box, in a font whose glyphs are all half as wide as they are high and
/// draw nothing. Readers select and find it; nobody sees it.
public enum InvisibleText {
    /// A glyph's width, as a share of the font's size.
    static let advance = 0.5

    /// The operators, complete in themselves. `placement` takes the page's pixels, y upwards, to where they are drawn;
    /// `font` is the name of the font among the page's resources, `codes` are those of its letters.
    public static func operators(
        _ page: Page, at placement: Placement, font: String, codes: inout GlyphCodes
    ) -> String {
        var text = "q\n\(placement.operation)\nBT\n3 Tr\n"
        for word in page.words {
            text += operators(word, codes: codes.codes(word.text), height: page.height, font: font)
        }
        return text + "ET\nQ\n"
    }

    private static func operators(_ word: Word, codes: [UInt16], height: Int, font: String) -> String {
        let (across, size) = (Double(word.box.width), Double(word.box.height))
        guard !codes.isEmpty, across > 0, size > 0 else { return "" }
        let stretch = 100 * across / (Double(codes.count) * advance * size)
        return "/\(font) \(word.box.height) Tf \(PDFNumber.text(stretch)) Tz 1 0 0 1 \(word.box.left) "
            + "\(height - word.box.bottom) Tm <\(codes.map(GlyphCodes.hexadecimal).joined())> Tj\n"
    }
}
