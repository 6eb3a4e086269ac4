/// Puts words into visual lines: what stands on one baseline is one line, even across columns, because a label and its
/// value often stand far apart and in different blocks of an engine or of a text layer.
public enum ReadingOrder {
    /// The words in reading order, lines from the top, words from the left, with `id` and `line` numbered from 0.
    ///
    /// Tolerates a tilt of a few degrees, also one that changes down the page as on a photo taken from an angle: it is
    /// measured on the words themselves and taken out before heights are compared.
    public static func arrange(_ words: [Word]) -> [Word] {
        guard !words.isEmpty else { return [] }
        let lines = group(words, tilt: Tilt(of: words)).sorted { $0.centre < $1.centre }
        var arranged: [Word] = []
        arranged.reserveCapacity(words.count)
        for (number, line) in lines.enumerated() {
            for var word in line.words.sorted(by: { ($0.box.left, $0.id) < ($1.box.left, $1.id) }) {
                word.id = arranged.count
                word.line = number
                arranged.append(word)
            }
        }
        return arranged
    }

    /// A line in the making. Its band is that of its first word: a band that grew would swallow the lines around it.
    private struct Line {
        var top: Double
        var bottom: Double
        var words: [Word]
        var centre: Double { (top + bottom) / 2 }
        var height: Double { bottom - top }
    }

    private static func group(_ words: [Word], tilt: Tilt) -> [Line] {
        func level(_ box: Box) -> (top: Double, bottom: Double) {
            let sink = tilt.sink(of: box)
            return (Double(box.top) - sink, Double(box.bottom) - sink)
        }
        let heights = words.map(\.box.height).sorted()
        let usual = Double(heights[heights.count / 2])
        let ordinary = { (word: Word) in (0.6 * usual...1.8 * usual).contains(Double(word.box.height)) }
        var lines: [Line] = []

        // Ordinary words make the lines; dashes, dots, headings and turned margins then join the lines that there are.
        let byCentre = words.sorted { centre(level($0.box)) < centre(level($1.box)) }
        for word in byCentre.filter(ordinary) + byCentre.filter({ !ordinary($0) }) {
            let (top, bottom) = level(word.box)
            let nearest = ordinary(word) ? lines.indices.suffix(8) : lines.indices.suffix(lines.count)
            let best = nearest.max { share(lines[$0], top, bottom) < share(lines[$1], top, bottom) }
            if let best, share(lines[best], top, bottom) >= 0.5, bottom - top <= 2.5 * lines[best].height {
                lines[best].words.append(word)
            } else {
                lines.append(Line(top: top, bottom: bottom, words: [word]))
            }
        }
        return lines
    }

    private static func centre(_ band: (top: Double, bottom: Double)) -> Double { (band.top + band.bottom) / 2 }

    /// How much of the lower of two bands lies within the other, 0 to 1.
    private static func share(_ line: Line, _ top: Double, _ bottom: Double) -> Double {
        let common = min(line.bottom, bottom) - max(line.top, top)
        return common / max(1, min(line.height, bottom - top))
    }
}
