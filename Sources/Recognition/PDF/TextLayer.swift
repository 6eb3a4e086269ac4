import CPoppler
import Domain

/// The text layer of a PDF page.
public enum TextLayer {
    /// The words of the page's text layer, none where it has none.
    ///
    /// Boxes are in pixels at `PDFPage.dpi` of the visible page, `/Rotate` and crop box applied, and turned so that the
    /// text is upright.
    public static func page(_ page: PDFPage) -> Page {
        let glyphs = TextGlyphs.of(page) ?? []
        return Self.page(page, words(glyphs, page), turns: TextTurn.quarters(glyphs))
    }

    /// What the layer of that page says and the page shows; nil where the page is to be read as an image, or where
    /// `isCancelled` said so in between.
    public static func useful(_ page: PDFPage, isCancelled: () -> Bool = { false }) -> Page? {
        guard let glyphs = TextGlyphs.of(page), TextQuality(glyphs.lazy.map(\.scalar)).isText else { return nil }
        let all = words(glyphs, page)
        let sight = LayerSight(all, on: page, isCancelled: isCancelled)
        guard !isCancelled() else { return nil }
        let typed = FormValues(page, sight)
        let words = sight.words + typed.words
        let quality = TextQuality(words.lazy.flatMap(\.text.unicodeScalars))
        guard !sight.isToBeRecognised, !typed.isToBeRecognised, quality.isText else { return nil }
        // A few letters over a full-page image are a stamp on a scan.
        guard quality.letters + quality.digits >= 200 || sight.cover < 0.5 else { return nil }
        return Self.page(page, words, turns: TextTurn.quarters(glyphs))
    }

    private static let scale = Double(PDFPage.dpi) / 72

    private static func size(_ page: PDFPage) -> (width: Int, height: Int) {
        (max(1, Int((page.width * scale).rounded())), max(1, Int((page.height * scale).rounded())))
    }

    private static func words(_ glyphs: [TextGlyph], _ page: PDFPage) -> [Word] {
        words(glyphs, scale: scale, size: size(page))
    }

    private static func page(_ page: PDFPage, _ words: [Word], turns: Int) -> Page {
        let (width, height) = size(page)
        let turned = turns == 0 ? words : words.map { $0.turned(turns, width: width, height: height) }
        return Page(
            number: page.number, width: turns & 1 == 0 ? width : height, height: turns & 1 == 0 ? height : width,
            dpi: PDFPage.dpi, source: .text, words: ReadingOrder.arrange(turned),
            reading: PageReading(
                engines: [.init(name: "poppler", version: String(cString: poppler_get_version()))],
                parameters: turns == 0 ? [:] : ["turned": "\(90 * turns)"]))
    }

    static func words(_ glyphs: [TextGlyph], scale: Double, size: (width: Int, height: Int)) -> [Word] {
        var words: [Word] = []
        var run = ""
        var box: Box?
        var last: TextGlyph?
        func pixels(_ glyph: TextGlyph) -> Box {
            func low(_ value: Double, _ limit: Int) -> Int {
                // A font's matrix that has no inverse puts letters nowhere: not a number is 0 here.
                value.isNaN ? 0 : Int(min(max(value * scale, 0), Double(limit)))
            }
            func high(_ value: Double, _ limit: Int) -> Int { low(value + 0.999 / scale, limit) }
            return Box(
                left: low(glyph.left, size.width), top: low(glyph.top, size.height),
                right: high(glyph.right, size.width), bottom: high(glyph.bottom, size.height))
        }
        func endWord() {
            if let box, !run.isEmpty {
                words.append(Word(id: words.count, text: run, box: box, confidence: 1, line: 0))
            }
            (run, box, last) = ("", nil, nil)
        }
        for glyph in glyphs {
            if glyph.scalar.properties.isWhitespace || isUnreadable(glyph.scalar) {
                endWord()
                continue
            }
            if let last, !continues(last, glyph) { endWord() }
            // Many fonts name the hyphen that they print a soft one.
            run.unicodeScalars.append(glyph.scalar == "\u{AD}" ? "-" : glyph.scalar)
            box = box.map { $0.union(pixels(glyph)) } ?? pixels(glyph)
            last = glyph
        }
        endWord()
        return words
    }

    /// Poppler joins table columns without a blank: the gap tells words apart, across or, in turned text, down the page.
    private static func continues(_ last: TextGlyph, _ next: TextGlyph) -> Bool {
        let height = max(last.height, next.height)
        let common = min(last.bottom, next.bottom) - max(last.top, next.top)
        if common > 0.3 * min(last.height, next.height) {
            let gap = next.left - last.right
            // Text that is upside down runs to the left.
            let gapToLeft = last.left - next.right
            return gap <= 0.2 * height && next.left >= last.left - 0.5 * height || abs(gapToLeft) <= 0.2 * height
        }
        let width = max(last.right - last.left, next.right - next.left)
        let column = min(last.right, next.right) - max(last.left, next.left)
        let drop = max(next.top - last.bottom, last.top - next.bottom)
        return column > 0.8 * width && drop <= 0.1 * width && drop > -0.5 * height
    }

    private static func isUnreadable(_ scalar: Unicode.Scalar) -> Bool {
        TextQuality.isBad(scalar) || scalar == "\u{FEFF}"
    }
}
