/// Who sells: the seller's label, else the name in the letterhead that the rest of the page supports best.
struct VendorRule {
    let layouts: [Layout]
    let searches: [ValueSearch]

    /// A name and how much speaks for it.
    struct Candidate {
        var tokens: Range<Int>
        var text: String
        var score: Double
        var rule: String
    }

    func predictions() -> [Prediction] {
        guard let layout = layouts.first, let search = searches.first else { return [] }
        let blocks = PartyBlocks(layout: layout, labels: search.labels)
        let evidence = VendorEvidence(layouts: layouts, recipient: blocks.recipient)
        var candidates = blocks.sellers.compactMap { labelled($0, layout, blocks) }
        candidates += search.labels.filter { $0.kind == .payee }.compactMap { payee($0, layout, blocks) }
        candidates += letterhead(layout, blocks) + footer(layout, blocks)
        var best: Candidate?
        for var candidate in candidates {
            candidate.score += evidence.support(for: candidate.text, at: candidate.tokens)
            if candidate.score > best?.score ?? 0.3 { best = candidate }
        }
        guard let best else { return [] }
        let name = VendorName.finished(best.tokens, layout, evidence)
        let sure = min(0.95, 0.4 + 0.09 * best.score) * (0.5 + 0.5 * layout.confidence(name.tokens))
        return [
            Prediction(
                name: .vendorName, raw: name.text, evidence: layout.evidence(name.tokens), confidence: max(0.05, sure),
                source: .rules, rule: best.rule)
        ]
    }

    /// `Seller: Elbe AG`, or the first name in the block below the label.
    private func labelled(_ label: Label, _ layout: Layout, _ blocks: PartyBlocks) -> Candidate? {
        let number = layout.cellOfToken[label.tokens.lowerBound]
        let cell = layout.cells[number]
        var places = [label.tokens.upperBound..<cell.tokens.upperBound]
        if number + 1 < layout.cells.count, layout.cells[number + 1].line == cell.line {
            places.append(layout.cells[number + 1].tokens)
        }
        for other in layout.cells(below: cell, lines: 7, reach: 16) {
            guard let inner = blocks.label(of: other) else {
                places.append(other.tokens)
                continue
            }
            if inner.kind == .recipient { break }
            guard inner.kind == .name else { continue }
            places.append(inner.tokens.upperBound..<other.tokens.upperBound)
            let next = layout.cellOfToken[other.tokens.lowerBound] + 1
            if next < layout.cells.count, layout.cells[next].line == other.line {
                places.append(layout.cells[next].tokens)
            }
        }
        for place in places {
            if let name = VendorName.name(in: place, layout) {
                return Candidate(
                    tokens: name, text: layout.text(name), score: 4.5 * label.strength, rule: "seller-label")
            }
        }
        return nil
    }

    /// `Account holder: Elbe AG`, wherever it stands.
    private func payee(_ label: Label, _ layout: Layout, _ blocks: PartyBlocks) -> Candidate? {
        let number = layout.cellOfToken[label.tokens.lowerBound]
        guard !blocks.recipient.contains(number) else { return nil }
        var places = [label.tokens.upperBound..<layout.cells[number].tokens.upperBound]
        if number + 1 < layout.cells.count, layout.cells[number + 1].line == layout.cells[number].line {
            places.append(layout.cells[number + 1].tokens)
        }
        for place in places {
            if let name = VendorName.name(in: place, layout) {
                return Candidate(
                    tokens: name, text: layout.text(name), score: 2.2 * label.strength, rule: "payee-label")
            }
        }
        return nil
    }

    /// Cells of the upper part of the first page.
    private func letterhead(_ layout: Layout, _ blocks: PartyBlocks) -> [Candidate] {
        let heights = layout.tokens.map(\.box.height).sorted()
        guard !heights.isEmpty else { return [] }
        let usual = Double(max(1, heights[heights.count / 2]))
        var found: [Candidate] = []
        for (line, cells) in layout.cellsOfLine.enumerated().prefix(18) {
            for number in cells.prefix(8) where !blocks.recipient.contains(number) {
                let cell = layout.cells[number]
                guard Double(cell.box.top) < Double(max(1, layout.page.height)) * 0.5,
                    blocks.label(of: cell).map({ $0.kind == .name || $0.kind == .bareDate }) ?? true,
                    let name = VendorName.name(in: cell.tokens, layout)
                else { continue }
                let form = LegalForm.end(of: layout, name) != nil
                let size = Double(layout.evidence(name).box.height) / usual
                var score = 1.6 - 0.14 * Double(line) + (form ? 2.2 : 0)
                score += size > 1.6 ? 1.2 : size > 1.25 ? 0.7 : 0
                if name.count == 1, !form { score -= 0.4 }
                score -= max(0, 0.85 - layout.confidence(name)) * 3
                found.append(
                    Candidate(
                        tokens: name, text: layout.text(name), score: score, rule: form ? "legal-form" : "letterhead"))
            }
        }
        return found
    }

    /// The last lines of the first page: `Elbe AG · USt-IdNr. DE…`.
    private func footer(_ layout: Layout, _ blocks: PartyBlocks) -> [Candidate] {
        var found: [Candidate] = []
        for cells in layout.cellsOfLine.suffix(8) {
            for number in cells.prefix(4) where !blocks.recipient.contains(number) {
                let cell = layout.cells[number]
                guard blocks.label(of: cell) == nil, let name = VendorName.name(in: cell.tokens, layout),
                    LegalForm.end(of: layout, name) != nil
                else { continue }
                let tail = name.upperBound < cell.tokens.upperBound ? 0.6 : 0
                found.append(Candidate(tokens: name, text: layout.text(name), score: 1.8 + tail, rule: "footer"))
            }
        }
        return found
    }
}
