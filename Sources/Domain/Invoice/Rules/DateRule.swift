/// Invoice date and due date: by label, else the first date that no other label claims.
struct DateRule {
    let layout: Layout
    let search: ValueSearch

    func predictions() -> [Prediction] {
        var found: [Prediction] = []
        var claimed: Set<Int> = []
        for label in search.labels {
            switch label.kind {
            case .issueDate: add(.invoiceDate, label, base: 0.93, rule: "label", claimed: &claimed, to: &found)
            case .bareDate:
                let base = isQualified(label) ? 0.45 : isParticle(label) ? particleBase(label) : 0.85
                add(.invoiceDate, label, base: base, rule: "bare-label", claimed: &claimed, to: &found)
            case .dueDate: add(.dueDate, label, base: 0.9, rule: "label", claimed: &claimed, to: &found)
            case .otherDate:
                if let hit = search.value(of: label, match: date) { claimed.formUnion(hit.tokens) }
            default: continue
            }
        }
        if !found.contains(where: { $0.name == .invoiceDate }), let first = unlabelled(besides: claimed) {
            found.append(first)
        }
        return found
    }

    /// A word before a bare `date` makes it the date of something else: `Booking date`.
    private func isQualified(_ label: Label) -> Bool {
        let start = label.tokens.lowerBound
        guard !isParticle(label), start > 0, layout.cellOfToken[start - 1] == layout.cellOfToken[start] else {
            return false
        }
        let before = layout.tokens[start - 1].folded
        return before.utf8.count >= 3 && before.utf8.allSatisfy(\.isLetter)
            && !layout.tokens[start - 1].text.hasSuffix(":")
    }

    /// `Rechnung 471102 vom 13.06.2018` is its date; elsewhere such a word may begin a period.
    private func particleBase(_ label: Label) -> Double {
        let start = label.tokens.lowerBound
        let line = layout.lines[layout.tokens[start].line]
        let isTitled = search.labels.contains { title in
            (title.kind == .title || title.kind == .number) && line.contains(title.tokens.lowerBound)
                && title.tokens.lowerBound < start
        }
        if isTitled { return 0.8 }
        return layout.tokens[start].folded == "du" ? 0 : 0.55
    }

    /// `vom 13.06.2018`
    private func isParticle(_ label: Label) -> Bool {
        ["vom", "le", "den", "du"].contains(layout.tokens[label.tokens.lowerBound].folded)
    }

    private func add(
        _ name: FieldName, _ label: Label, base: Double, rule: String, claimed: inout Set<Int>,
        to found: inout [Prediction]
    ) {
        guard base > 0 else { return }
        let particle = isParticle(label)
        guard let hit = search.value(of: label, skipping: particle ? 0 : 3, below: !particle, match: date),
            name != .invoiceDate || !hit.tokens.contains(where: claimed.contains)
        else { return }
        if particle, claimed.contains(hit.tokens.lowerBound) { return }
        claimed.formUnion(hit.tokens)
        found.append(prediction(name, hit.value, hit.tokens, base * label.strength * hit.nearness, rule))
    }

    /// `11-22-31` may be anything: nobody puts dashes between month, day and a short year.
    private func isUnmistakable(_ text: String) -> Bool {
        DateParser().parse(text)?.order != .monthFirst || !text.utf8.contains(45)
    }

    /// The first date on the first page that no label claims; less sure further down.
    private func unlabelled(besides claimed: Set<Int>) -> Prediction? {
        guard layout.page.number == 1 else { return nil }
        var index = 0
        while index < layout.tokens.count {
            if let (text, tokens) = date(at: index) {
                if !claimed.contains(index), isUnmistakable(text),
                    layout.tokens[index].text.utf8.contains(where: { !$0.isDigit }) || tokens.count > 1
                {
                    let height = Double(max(1, layout.page.height))
                    let place = Double(layout.tokens[index].box.top) / height
                    return prediction(.invoiceDate, text, tokens, place < 0.5 ? 0.55 : 0.4, "first-date")
                }
                index = tokens.upperBound
            } else {
                index += 1
            }
        }
        return nil
    }

    private func prediction(
        _ name: FieldName, _ raw: String, _ tokens: Range<Int>, _ base: Double, _ rule: String
    ) -> Prediction {
        Prediction(
            name: name, raw: raw, evidence: layout.evidence(tokens),
            confidence: base * (0.4 + 0.6 * layout.confidence(tokens)), source: .rules, rule: rule)
    }

    /// The longest date that begins at the token.
    func date(at index: Int) -> (String, Range<Int>)? {
        guard
            layout.tokens[index].text.utf8.contains(where: \.isDigit)
                || MonthNames.month(layout.tokens[index].folded) != nil
        else { return nil }
        let line = layout.lines[layout.tokens[index].line]
        for end in stride(from: min(index + 5, line.upperBound), to: index, by: -1) {
            if end > index + 1, layout.gap(before: end - 1) > Double(max(20, layout.tokens[index].box.height * 3)) {
                continue
            }
            let text = Self.trimmed(layout.text(index..<end))
            if let reading = DateParser().parse(text), plausible(reading) { return (text, index..<end) }
        }
        return nil
    }

    /// An invoice is of this time; a bare run of six or eight digits all the more.
    private func plausible(_ reading: DateParser.Reading) -> Bool {
        (reading.bare ? 2005...2035 : 1990...2045).contains(reading.date.year)
    }

    private static func trimmed(_ text: String) -> String {
        let isEdge: (Character) -> Bool = { ":.,;()[]*|".contains($0) }
        var rest = Substring(text)
        while let first = rest.first, isEdge(first) { rest = rest.dropFirst() }
        while let last = rest.last, isEdge(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
