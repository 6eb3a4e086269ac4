/// A tenant's fields by the labels it gave them: a value of the field's kind to the right of the label, or below it.
struct OwnFieldRule {
    let layout: Layout
    let search: ValueSearch
    let fields: [FieldDefinition]
    /// How the amounts of the document are to be read.
    let parser: AmountParser

    func predictions() -> [Prediction] {
        search.labels.compactMap { label in
            guard case .own(let name) = label.kind, let field = fields.first(where: { $0.name == name }),
                let hit = hit(field.kind, label)
            else { return nil }
            let confidence =
                0.9 * (isInSentence(label) ? 0.7 : 1) * label.strength * hit.nearness
                * (0.4 + 0.6 * layout.confidence(hit.tokens))
            return Prediction(
                name: name, raw: hit.value, evidence: layout.evidence(hit.tokens), confidence: confidence,
                source: .rules, rule: "own-label")
        }
    }

    private func hit(_ kind: FieldDefinition.Kind, _ label: Label) -> ValueSearch.Hit<String>? {
        switch kind {
        case .date:
            let dates = DateRule(layout: layout, search: search)
            return search.value(of: label, match: dates.date(at:))
        case .amount:
            let amounts = AmountScanner(layout: layout, parser: parser)
            return search.value(of: label) { index in amounts.amount(at: index).map { ($0.raw, $0.tokens) } }
        case .text:
            let text = { (index: Int) in self.text(at: index, after: label) }
            if isHeading(label), let below = search.under(label, match: text) { return below }
            return search.value(of: label, skipping: 1, match: text)
        }
    }

    /// The rest of the cell from the token on, up to the next label.
    private func text(at index: Int, after label: Label) -> (String, Range<Int>)? {
        let cell = layout.cells[layout.cellOfToken[index]].tokens
        // No further back than a value is long, so that a page of one endless line takes no longer than others.
        let start = cell.contains(label.tokens.lowerBound) ? label.tokens.upperBound : max(cell.lowerBound, index - 30)
        guard start <= index, !layout.tokens[index].folded.isEmpty, !(start...index).contains(where: beginsLabel) else {
            return nil
        }
        var end = index + 1
        while end < cell.upperBound, end < index + 30, !beginsLabel(end) { end += 1 }
        return (layout.text(index..<end), index..<end)
    }

    /// Words of a value may be a label elsewhere, such as `Customer` in `Customer care`; a label that is the tenant's own,
    /// ends in a colon or fills its cell is one here too.
    private func beginsLabel(_ index: Int) -> Bool {
        guard let label = search.label(at: index) else { return false }
        if case .own = label.kind { return true }
        return layout.tokens[label.tokens.upperBound - 1].text.hasSuffix(":")
            || layout.cells[layout.cellOfToken[index]].tokens == label.tokens
    }

    /// The head of a column: a cell of its own without a colon, in a row of such cells, each with something right below.
    private func isHeading(_ label: Label) -> Bool {
        let number = layout.cellOfToken[label.tokens.lowerBound]
        let cell = layout.cells[number]
        guard cell.tokens == label.tokens, !layout.tokens[label.tokens.upperBound - 1].text.hasSuffix(":"),
            isAbove(cell), number + 1 < layout.cellsOfLine[cell.line].upperBound
        else { return false }
        return isAbove(layout.cells[number + 1])
    }

    /// Something begins right below the cell, at its left edge.
    private func isAbove(_ cell: Cell) -> Bool {
        layout.cells(below: cell, lines: 1, reach: 2).contains { other in
            abs(Double(other.box.left) - Double(cell.box.left)) <= Double(max(10, cell.box.height))
        }
    }

    /// A label in the middle of a sentence speaks of something else as often as not.
    private func isInSentence(_ label: Label) -> Bool {
        let start = layout.cells[layout.cellOfToken[label.tokens.lowerBound]].tokens.lowerBound
        let depth = label.tokens.lowerBound - start
        return depth >= 4 || depth > 0 && layout.tokens[label.tokens.lowerBound - 1].text.first?.isLowercase == true
    }
}
