/// Which way up a page is, told by its lines.
public enum PageTurn {
    /// Whether the page lies on its side: most of the length of its lines runs down.
    public static func isSideways(_ lines: [Quad]) -> Bool {
        let (level, upright) = lines.reduce(into: (0.0, 0.0)) { sums, line in
            if line.width >= 1.5 * line.height { sums.0 += line.width }
            if line.height >= 1.5 * line.width { sums.1 += line.height }
        }
        return upright > level
    }

    /// The longest lines first: the more characters, the surer the comparison.
    public static func probes(_ lines: [Quad]) -> [Int] {
        Array(
            lines.indices.sorted {
                max(lines[$0].width, lines[$0].height) > max(lines[$1].width, lines[$1].height)
            }.prefix(6))
    }

    /// Lines upside down are never read as surely as this.
    public static let sure = 0.9
    /// A smaller difference of mean confidence asks for more lines.
    public static let clearMargin = 0.2
    /// Lines that are compared at first.
    public static let firstProbes = 3
}
