/// How much of what the pictures of a page show the words of its text layer say, in cells of half an inch.
struct PictureGrid {
    /// Logos, signatures and photographs of what is sold cover less of a page.
    static let leastCover = 0.3
    /// Share of the cells that must hold something unread: a few lines.
    private static let leastUnread = 0.04
    /// Of 255: watermarks are paler.
    private static let leastContrast = 64

    private let side: Int
    private let columns: Int
    private let rows: Int

    /// The grid over a page of that size.
    init(dpi: Double, _ preview: Preview) {
        side = max(1, Int(dpi / 2))
        columns = (preview.width + side - 1) / side
        rows = (preview.height + side - 1) / side
    }

    /// Whether ink in pictures stands in more cells without words than pictures share with words: paper that is printed
    /// on has words all over, a scan with a stamp or a picture in a mail has not. Only what looks like lines of text counts,
    /// unless the words are but a little.
    func showsMore(
        _ pictures: Preview, _ places: PictureMask, than words: [PixelArea], isLittle: Bool
    ) -> Bool {
        var worded = Set<Int>()
        for word in words.map({ $0.within(pictures.width, pictures.height) }) where !word.rows.isEmpty {
            for row in word.rows.lowerBound / side...(word.rows.upperBound - 1) / side where !word.columns.isEmpty {
                for column in word.columns.lowerBound / side...(word.columns.upperBound - 1) / side {
                    worded.insert(row * columns + column)
                }
            }
        }
        var (unread, shared) = (0, 0)
        for row in 0..<rows {
            for column in 0..<columns {
                let cell = area(column, row)
                if worded.contains(row * columns + column) {
                    if places.holds(cell) { shared += 1 }
                } else if pictures.contrast(cell) >= Self.leastContrast,
                    isLittle || places.holdsAll(cell) && pictures.hasLines(cell)
                {
                    unread += 1
                }
            }
        }
        return unread > shared && Double(unread) > Self.leastUnread * Double(columns * rows)
    }

    private func area(_ column: Int, _ row: Int) -> PixelArea {
        PixelArea(
            left: Double(column * side), top: Double(row * side), right: Double((column + 1) * side),
            bottom: Double((row + 1) * side))
    }
}

extension Preview {
    /// Whether an area looks like lines of text: rows that ink goes through in pieces, between rows that have none. Rules go
    /// through in one piece, and photographs have no blank rows.
    fileprivate func hasLines(_ area: PixelArea) -> Bool {
        let area = area.within(width, height)
        guard let paper = paper(area) else { return false }
        var (broken, blank) = (0, 0)
        for row in area.rows {
            var (pieces, isInk) = (0, false)
            for column in area.columns {
                let ink = abs(Int(pixels[row * width + column]) - paper) >= 40
                if ink, !isInk { pieces += 1 }
                isInk = ink
            }
            if pieces >= 2 { broken += 1 }
            if pieces == 0 { blank += 1 }
        }
        return broken >= 2 && 6 * blank >= area.rows.count
    }
}
