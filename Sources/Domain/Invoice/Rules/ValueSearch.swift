/// Looks for the value that belongs to a label: to the right on its line, else in the column below.
struct ValueSearch {
    let layout: Layout
    /// The labels of the page, in order of their tokens.
    let labels: [Label]
    /// The index of the label that begins at a token.
    private let starts: [Int: Int]

    /// What was found.
    struct Hit<Value> {
        var value: Value
        var tokens: Range<Int>
        /// 1 right beside the label, less further off and below.
        var nearness: Double
    }

    init(layout: Layout, labels: [Label]) {
        self.layout = layout
        self.labels = labels
        starts = Dictionary(
            labels.enumerated().map { ($0.element.tokens.lowerBound, $0.offset) }, uniquingKeysWith: { a, _ in a })
    }

    /// The nearest value that `match` finds at a token.
    func value<Value>(
        of label: Label, skipping limit: Int = 4, below: Bool = true, match: (Int) -> (Value, Range<Int>)?
    ) -> Hit<Value>? {
        right(of: label, skipping: limit, match: match) ?? (below ? under(label, match: match) : nil)
    }

    private func right<Value>(
        of label: Label, skipping limit: Int, match: (Int) -> (Value, Range<Int>)?
    ) -> Hit<Value>? {
        let line = layout.lines[layout.tokens[label.tokens.lowerBound].line]
        var skipped = 0
        for index in label.tokens.upperBound..<max(label.tokens.upperBound, line.upperBound) {
            if let (value, tokens) = match(index) {
                return Hit(value: value, tokens: tokens, nearness: 1 - 0.05 * Double(skipped))
            }
            if starts[index].map({ labels[$0].kind != .bareNumber && labels[$0].kind != .title }) ?? false {
                return nil
            }
            skipped += layout.tokens[index].folded.isEmpty ? 0 : 1
            if skipped > limit { return nil }
        }
        return nil
    }

    /// The label that begins at a token.
    func label(at index: Int) -> Label? { starts[index].map { labels[$0] } }

    /// The nearest value below the label, in its column.
    func under<Value>(_ label: Label, match: (Int) -> (Value, Range<Int>)?) -> Hit<Value>? {
        let whole = layout.cells[layout.cellOfToken[label.tokens.lowerBound]]
        var cell = whole
        cell.box = layout.evidence(label.tokens).box
        for (rank, other) in layout.cells(below: cell, lines: 3, reach: 3.5).prefix(3).enumerated() {
            for index in other.tokens {
                // A wide cell below may belong to several labels: its words must stand under this one.
                guard layout.tokens[index].box.right > cell.box.left else { continue }
                guard layout.tokens[index].box.left < max(cell.box.right, cell.box.left + cell.box.height * 8) else {
                    break
                }
                if let (value, tokens) = match(index) {
                    return Hit(value: value, tokens: tokens, nearness: 0.85 - 0.1 * Double(rank))
                }
            }
        }
        return nil
    }
}
