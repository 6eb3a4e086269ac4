import Domain

/// What can be seen of a text layer: text may be drawn invisibly, white on white, or under something. A scan's hidden layer
/// is what some engine once read.
///
/// In doubt a word is there: one that is read twice is seen by whoever checks the page, one that is missing is not.
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
    /// How often the page was drawn.
    private(set) var drawings = 0

    /// Enough for a trace of each letter.
    private static let dpi = 50.0
    /// At a lower resolution letters leave nothing.
    private static let lowestDPI = 25
    /// Of pictures and their operations: pages with more, which are rare, are believed.
    private static let mostPictures = 256
    /// Share of the page that hidden words over pictures make a scan.
    private static let leastScan = 0.15

    /// Looks at `words` (pixels at `PDFPage.dpi`) on their page. Where that cannot be drawn, all are believed, and so they
    /// are for the most part where it was cancelled.
    init(_ words: [Word], on page: PDFPage, isCancelled: () -> Bool = { false }) {
        self.words = words
        let dpi = min(Self.dpi, Double(page.rasterDPI(4_000_000)))
        guard Int(dpi) >= Self.lowestDPI, let drawing = PreviewDrawing(page, dpi: dpi) else {
            cover = page.share(page.pictures)
            return
        }
        let preview = drawing.preview
        (self.preview, self.scale, drawings) = (preview, dpi / 72, 1)
        guard !isCancelled() else { return }
        let pictures = drawing.mayHavePictures ? page.pictures : []
        cover = page.share(pictures)
        // Whatever the layer of a scan says, none of it was drawn.
        isToBeRecognised = !drawing.drawsLetters && cover >= 0.5
        guard !isToBeRecognised, !isCancelled() else { return }
        let ink = WordInk(words, preview, dpi: dpi)
        self.words = ink.seen {
            guard drawing.pictureCount <= Self.mostPictures, !isCancelled() else { return nil }
            drawings += 1
            let dpi = min(100, Double(page.rasterDPI(4_000_000)))
            return PreviewDrawing(page, dpi: dpi).map { ($0.preview, dpi) }
        }
        isToBeRecognised = Overprint.isIn(self.words)
        guard !isToBeRecognised, !pictures.isEmpty, !isCancelled(), pictures.count <= Self.mostPictures,
            1...Self.mostPictures ~= drawing.pictureCount
        else { return }
        look(at: pictures, drawing, page, isCancelled)
    }

    private mutating func look(
        at pictures: [PagePicture], _ drawing: PreviewDrawing, _ page: PDFPage, _ isCancelled: () -> Bool
    ) {
        let scale = scale * 72 / Double(PDFPage.dpi)
        let places = PictureMask(pictures, scale: self.scale, drawing.preview)
        let cores = words.map { $0.core(scale) }
        let above = words.indices.filter { words[$0].isEverywhereDrawn && places.holds(cores[$0]) }
        guard cover >= PictureGrid.leastCover || !above.isEmpty else { return }
        drawings += 2
        guard drawing.drawPictures(of: page, within: places, isCancelled: isCancelled) else { return }
        let hidden = Set(above.filter { !drawing.hasOwnInk(cores[$0]) })
        isToBeRecognised =
            !hidden.isEmpty && (cover >= Self.leastScan || 4 * hidden.count >= words.count)
            || cover >= PictureGrid.leastCover
                && PictureGrid(dpi: self.scale * 72, drawing.preview).showsMore(
                    drawing.pictures, places, than: cores, isLittle: words.isLittle)
        words = words.indices.filter { !hidden.contains($0) }.map { words[$0] }
    }

    /// Whether one of the words stands within an area of the preview.
    func holdsWords(_ area: PixelArea) -> Bool {
        words.contains { area.holds($0.core(scale * 72 / Double(PDFPage.dpi))) }
    }
}

/// Which words leave a trace on the page, whatever made it.
private struct WordInk {
    /// Of 255: what is paler is not seen.
    private static let faintest = 12
    /// Nor is that at the higher resolution, where less of a stroke is lost beside it.
    private static let faintestSharp = 6
    /// Less is nothing at all.
    private static let nothing = 2

    private let words: [Word]
    private let contrasts: [Int]

    init(_ words: [Word], _ preview: Preview, dpi: Double) {
        self.words = words
        let scale = dpi / Double(PDFPage.dpi)
        contrasts = words.map { preview.inkContrast($0.core(scale)) }
    }

    /// The words but for those that leave none; `sharp` gives the page at up to 100 dpi.
    func seen(_ sharp: () -> (page: Preview, dpi: Double)?) -> [Word] {
        var isSeen = words.indices.map { !words[$0].isEverywhereDrawn || contrasts[$0] >= Self.faintest }
        let suspects = isSeen.indices.filter { !isSeen[$0] }
        guard !suspects.isEmpty else { return words }
        if let (page, dpi) = sharp() {
            let scale = dpi / Double(PDFPage.dpi)
            for index in suspects {
                isSeen[index] = page.inkContrast(words[index].core(scale)) >= Self.faintestSharp
            }
        }
        // Of a line that can be seen all can that leaves anything.
        let plain = isSeen
        let isManageable = suspects.count * words.count <= 4_000_000
        for index in suspects where !isSeen[index] && contrasts[index] >= Self.nothing {
            isSeen[index] =
                !isManageable || words.indices.contains { plain[$0] && words[index].isBeside(words[$0]) }
        }
        return words.indices.filter { isSeen[$0] }.map { words[$0] }
    }
}

extension [Word] {
    /// Too few letters for a page of text.
    fileprivate var isLittle: Bool {
        reduce(0) { $0 + $1.text.unicodeScalars.count { $0.properties.isAlphabetic } } < 200
    }
}

extension Word {
    /// Letters of other scripts may lack on this machine, where the file does not bring its font.
    fileprivate var isEverywhereDrawn: Bool {
        text.unicodeScalars.contains(where: TextTurn.isPlain)
    }

    fileprivate func isBeside(_ other: Word) -> Bool {
        let rows = min(box.bottom, other.box.bottom) - max(box.top, other.box.top)
        let gap = max(box.left, other.box.left) - min(box.right, other.box.right)
        return 2 * rows > max(box.height, other.box.height) && gap < 2 * box.height
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
