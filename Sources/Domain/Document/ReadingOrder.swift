/// Puts words into visual lines: what stands on one baseline is one line, even across columns, because a label and its
/// value often stand far apart and in different blocks of an engine or of a text layer.
public enum ReadingOrder {
    /// The words in reading order, lines from the top, words from the left, with `id` and `line` numbered from 0.
    ///
    /// Tolerates a slight skew (a few degrees): it is measured on the words themselves and taken out before comparing heights.
    public static func arrange(_ words: [Word]) -> [Word] {
        guard !words.isEmpty else { return [] }
        let slope = skew(of: words)
        let lines = group(words, slope: slope).sorted { $0.centre < $1.centre }
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

    /// Pixels that a line sinks for each pixel to the right; 0 for a straight page.
    ///
    /// The median over chains of close neighbours, longer chains weigh more; bottoms are compared, as letters share a
    /// baseline more often than a top.
    public static func skew(of words: [Word]) -> Double {
        let sorted = words.filter { $0.box.width > 0 && $0.box.height > 0 }.sorted { $0.box.left < $1.box.left }
        var chains: [(first: Box, last: Box)] = []
        for word in sorted {
            let box = word.box
            let neighbour = chains.indices.suffix(200).last { index in
                let last = chains[index].last
                return box.left - last.right < 3 * last.height && box.left >= last.left + last.width / 2
                    && overlap(box, last) >= 0.6 * Double(max(box.height, last.height))
            }
            if let neighbour { chains[neighbour].last = box } else { chains.append((box, box)) }
        }
        let slopes = chains.compactMap { chain -> (slope: Double, weight: Double)? in
            let run = Double(chain.last.left + chain.last.right - chain.first.left - chain.first.right) / 2
            guard run > 8 * Double(chain.first.height) else { return nil }
            return (Double(chain.last.bottom - chain.first.bottom) / run, run)
        }.sorted { $0.slope < $1.slope }
        // Few long lines tell more about a descender than about the page.
        guard slopes.count >= 3 else { return 0 }
        let half = slopes.reduce(0) { $0 + $1.weight } / 2
        var sum = 0.0
        let median = slopes.first { (sum += $0.weight, sum >= half).1 }?.slope ?? 0
        return abs(median) < 0.2 ? median : 0
    }

    private static func overlap(_ a: Box, _ b: Box) -> Double {
        Double(min(a.bottom, b.bottom) - max(a.top, b.top))
    }

    /// A line in the making. Its band is that of its first word: a band that grew would swallow the lines around it.
    private struct Line {
        var top: Double
        var bottom: Double
        var words: [Word]
        var centre: Double { (top + bottom) / 2 }
        var height: Double { bottom - top }
    }

    private static func group(_ words: [Word], slope: Double) -> [Line] {
        func level(_ box: Box) -> (top: Double, bottom: Double) {
            let sink = slope * Double(box.left + box.right) / 2
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
