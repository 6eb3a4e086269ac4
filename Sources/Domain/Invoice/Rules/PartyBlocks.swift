/// Which cells of a page belong to the seller's block and which to the recipient's.
struct PartyBlocks {
    let layout: Layout
    /// Indices into `layout.cells` of the recipient's blocks.
    private(set) var recipient: Set<Int> = []
    /// The seller's labels, at the beginning of their cells.
    private(set) var sellers: [Label] = []
    /// The labels by their first token.
    private var starts: [Int: Label] = [:]

    init(layout: Layout, labels: [Label]) {
        self.layout = layout
        // `Lieferant GmbH` is a name and no heading.
        let headings = labels.filter { label in
            let cell = layout.cells[layout.cellOfToken[label.tokens.lowerBound]]
            let isParty = label.kind == .recipient || label.kind == .seller || label.kind == .name
            return label.tokens.lowerBound == cell.tokens.lowerBound && (!isParty || isHeading(label, cell))
        }
        starts = Dictionary(headings.map { ($0.tokens.lowerBound, $0) }, uniquingKeysWith: { a, _ in a })
        for label in headings where label.kind == .recipient || label.kind == .seller {
            let number = layout.cellOfToken[label.tokens.lowerBound]
            if label.kind == .seller { sellers.append(label) } else { exclude(number) }
        }
    }

    /// The label at the beginning of a cell.
    func label(of cell: Cell) -> Label? { starts[cell.tokens.lowerBound] }

    /// Alone in its cell, or followed by a colon or a short rest.
    private func isHeading(_ label: Label, _ cell: Cell) -> Bool {
        label.tokens.upperBound == cell.tokens.upperBound
            || layout.tokens[label.tokens.upperBound - 1].text.hasSuffix(":")
            || layout.tokens[label.tokens.upperBound].text == ":"
            || label.tokens.count > 1 && cell.tokens.count <= 8
    }

    /// The cell, what stands beside it, and its column for six lines.
    private mutating func exclude(_ number: Int) {
        let cell = layout.cells[number]
        recipient.insert(number)
        if number + 1 < layout.cells.count, layout.cells[number + 1].line == cell.line,
            label(of: layout.cells[number + 1]) == nil
        {
            recipient.insert(number + 1)
        }
        var bottom = cell.box.bottom
        for (rank, other) in layout.cells(below: cell, lines: 6, reach: 14).enumerated() {
            // A blank line ends the block.
            guard other.box.top - bottom <= max(10, cell.box.height) * (rank == 0 ? 3 : 2) else { break }
            bottom = max(bottom, other.box.bottom)
            let index = layout.cellOfToken[other.tokens.lowerBound]
            if let label = label(of: other), label.kind == .seller { break }
            recipient.insert(index)
        }
    }
}
