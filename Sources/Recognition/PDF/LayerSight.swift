import Domain

/// What can be seen of a text layer: text may be drawn invisibly, white on white, or under something. A scan's hidden layer
/// is what some engine once read.
struct LayerSight {
    /// The words that leave ink on the page.
    private(set) var words: [Word] = []
    /// Pictures show more than the words say: the page is to be read as an image.
    private(set) var isToBeRecognised = false
    /// Share of the page that pictures cover, 0 to 1.
    private(set) var cover = 0.0
    /// The page at `scale` pixels a point; nil where it cannot be drawn.
    private(set) var preview: Preview?
    private(set) var scale = 1.0

    /// Enough for a trace of each letter.
    private static let dpi = 50.0
    /// At a lower resolution letters leave nothing.
    private static let lowestDPI = 25
    /// Of 255: what is paler is not seen.
    private static let faintest = 12

    /// Looks at `words` (pixels at `PDFPage.dpi`) on their page. Where that cannot be drawn, all are believed.
    init(_ words: [Word], on page: PDFPage) {
        self.words = words
        let dpi = min(Self.dpi, Double(page.rasterDPI(4_000_000)))
        guard Int(dpi) >= Self.lowestDPI, let drawing = PreviewDrawing(page, dpi: dpi) else {
            cover = page.share(page.pictures)
            return
        }
        let preview = drawing.preview
        (self.preview, self.scale) = (preview, dpi / 72)
        let scale = dpi / Double(PDFPage.dpi)
        self.words = words.filter { !$0.isEverywhereDrawn || preview.contrast($0.core(scale)) >= Self.faintest }
        isToBeRecognised = Self.holdsTwoAtOnePlace(self.words)
        let pictures = drawing.mayHavePictures ? page.pictures : []
        cover = page.share(pictures)
        let places = pictures.map { $0.pixels(dpi / 72) }
        let above = self.words.indices.filter { index in
            places.contains { $0.holds(self.words[index].core(scale)) }
        }
        guard !isToBeRecognised, cover >= PictureGrid.leastCover || !above.isEmpty else { return }

        drawing.drawPictures(of: page, within: pictures)
        let hidden = Set(
            above.filter { drawing.pictures.difference(preview, self.words[$0].core(scale)) < Self.faintest })
        let scan = !hidden.isEmpty && (cover >= PictureGrid.leastCover || 4 * hidden.count >= words.count)
        self.words = self.words.enumerated().filter { !hidden.contains($0.offset) }.map(\.element)
        let grid = PictureGrid(dpi: dpi, preview)
        isToBeRecognised =
            scan
            || cover >= PictureGrid.leastCover
                && grid.showsMore(drawing.pictures, places, than: self.words.map { $0.core(scale) })
    }

    /// Words that say different things at one place cannot all be seen: one hides behind the ink of another.
    private static func holdsTwoAtOnePlace(_ words: [Word]) -> Bool {
        let sorted = words.filter(\.isEverywhereDrawn).sorted { $0.box.left < $1.box.left }
        return sorted.indices.contains { index in
            let word = sorted[index]
            return sorted[(index + 1)...].prefix { $0.box.left < word.box.right }.contains { other in
                let columns = min(word.box.right, other.box.right) - other.box.left
                let rows = min(word.box.bottom, other.box.bottom) - max(word.box.top, other.box.top)
                let smaller = min(word.box.width * word.box.height, other.box.width * other.box.height)
                return rows > 0 && 2 * columns * rows > smaller && word.text != other.text
            }
        }
    }

    /// Whether one of the words stands within an area of the preview.
    func holdsWords(_ area: PixelArea) -> Bool {
        words.contains { area.holds($0.core(scale * 72 / Double(PDFPage.dpi))) }
    }
}

extension Word {
    /// Letters of other scripts may lack on this machine, where the file does not bring its font.
    fileprivate var isEverywhereDrawn: Bool {
        text.unicodeScalars.contains(where: TextTurn.isPlain)
    }

    /// Where its ink is: in the middle, so that a line under it or a word above it are not taken for it.
    fileprivate func core(_ scale: Double) -> PixelArea {
        let upright = box.width >= box.height && text.unicodeScalars.contains { $0.properties.isAlphabetic }
        let edge = upright ? 0.2 * Double(box.height) : 0
        return PixelArea(
            left: Double(box.left) * scale, top: (Double(box.top) + edge) * scale, right: Double(box.right) * scale,
            bottom: (Double(box.bottom) - edge) * scale)
    }
}

extension PixelArea {
    /// Whether the middle of `other` is in it.
    func holds(_ other: PixelArea) -> Bool {
        columns.contains((other.columns.lowerBound + other.columns.upperBound) / 2)
            && rows.contains((other.rows.lowerBound + other.rows.upperBound) / 2)
    }
}
