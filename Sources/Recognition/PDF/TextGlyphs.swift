import CPoppler
import Glibc

/// A scalar of a text layer and where it stands: points of the page as it is shown, y down.
struct TextGlyph {
    var scalar: Unicode.Scalar
    var left, top, right, bottom: Double
    var height: Double { bottom - top }
}

/// The text layer of a page, letter by letter.
enum TextGlyphs {
    /// One per scalar of the layer, blanks and line ends included, in the order of the layer; nil where poppler's letters
    /// and their places do not match.
    static func of(_ page: PDFPage) -> [TextGlyph]? {
        guard let text = poppler_page_get_text(page.page) else { return [] }
        defer { g_free(text) }
        var rectangles: UnsafeMutablePointer<PopplerRectangle>?
        var count: guint = 0
        guard poppler_page_get_text_layout(page.page, &rectangles, &count) != 0, let rectangles else { return [] }
        defer { g_free(rectangles) }
        return placed(String(cString: text).unicodeScalars, Int(count))?.map { scalar, index in
            let box = rectangles[index]
            return TextGlyph(
                scalar: scalar, left: min(box.x1, box.x2), top: min(box.y1, box.y2), right: max(box.x1, box.x2),
                bottom: max(box.y1, box.y2))
        }
    }

    /// Poppler puts marks around what runs from right to left, for which it gives no rectangle; other marks may come from
    /// the file, with one.
    static func placed(_ scalars: String.UnicodeScalarView, _ count: Int) -> [(Unicode.Scalar, Int)]? {
        if scalars.count == count { return Array(zip(scalars, 0...)).filter { !isDirection($0.0) } }
        let embedded = scalars.filter { !("\u{202A}"..."\u{202E}").contains($0) }
        if embedded.count == count { return Array(zip(embedded, 0...)).filter { !isDirection($0.0) } }
        let plain = scalars.filter { !isDirection($0) }
        return plain.count == count ? Array(zip(plain, 0...)) : nil
    }

    private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200E}", "\u{200F}": true
        default: false
        }
    }
}
