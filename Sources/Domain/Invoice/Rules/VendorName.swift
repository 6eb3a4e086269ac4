/// Cuts a name out of its surroundings.
enum VendorName {
    /// The part of a cell that may be a name: up to the first separator, comma or legal form. Nil where it is none.
    static func name(in tokens: Range<Int>, _ layout: Layout) -> Range<Int>? {
        var start = tokens.lowerBound
        while start < tokens.upperBound, layout.tokens[start].folded.isEmpty { start += 1 }
        guard start < tokens.upperBound, !isFurniture(layout, start..<tokens.upperBound) else { return nil }
        var end = start
        while end < tokens.upperBound {
            let text = layout.tokens[end].text
            if end > start, isSeparator(text) { break }
            end += 1
            if text.hasSuffix(","), end - start >= 1, !continues(layout, end, tokens.upperBound) { break }
        }
        if let form = LegalForm.end(of: layout, start..<end) { end = form }
        let name = start..<end
        return isName(layout, name) ? name : nil
    }

    /// The name as it is given: broken lines joined, a legal form that is stated apart left out, punctuation trimmed.
    static func finished(_ tokens: Range<Int>, _ layout: Layout, _ evidence: VendorEvidence) -> (
        tokens: Range<Int>, text: String
    ) {
        var range = tokens
        if range.count > 1, LegalForm.french.contains(layout.tokens[range.upperBound - 1].folded),
            evidence.statesFormApart
        {
            range = range.lowerBound..<(range.upperBound - 1)
        }
        var text = trimmed(layout.text(range))
        if let above = lineAbove(range, layout) { text = trimmed(layout.text(above)) + " " + text }
        return (range, text)
    }

    /// The first half of a name that was broken: directly above, as high, at the same margin, no name of its own.
    private static func lineAbove(_ name: Range<Int>, _ layout: Layout) -> Range<Int>? {
        guard let form = LegalForm.end(of: layout, name) else { return nil }
        let number = layout.cellOfToken[name.lowerBound]
        let cell = layout.cells[number]
        guard cell.tokens == name, cell.line <= 5, let above = layout.cells(above: cell, lines: 1, reach: 0.9).first,
            self.name(in: above.tokens, layout) == above.tokens, LegalForm.end(of: layout, above.tokens) == nil,
            above.tokens.count >= 2, abs(above.box.height - cell.box.height) * 3 <= cell.box.height,
            isAligned(above.box, cell.box, isBroken: Self.isBroken(name.lowerBound..<form, layout)),
            layout.tokens[above.tokens.lowerBound].folded != layout.tokens[name.lowerBound].folded
        else { return nil }
        return above.tokens
    }

    /// Hardly more than the legal form: the name proper must stand above.
    private static func isBroken(_ name: Range<Int>, _ layout: Layout) -> Bool {
        name.count { !LegalForm.isForm(layout.tokens[$0].text, folded: layout.tokens[$0].folded) } <= 1
    }

    private static func isAligned(_ above: Box, _ below: Box, isBroken: Bool) -> Bool {
        if isBroken { return abs(above.left + above.right - below.left - below.right) <= below.height * 6 }
        return abs(above.left - below.left) <= 2 && abs(above.height - below.height) <= 1
    }

    private static func isName(_ layout: Layout, _ name: Range<Int>) -> Bool {
        guard (1...9).contains(name.count) else { return false }
        let text = layout.text(name)
        guard text.utf8.count <= 80, !PartyWords.isContact(text) else { return false }
        let letters = text.count(where: \.isLetter)
        let digits = text.utf8.count(where: \.isDigit)
        guard letters >= 3, digits * 3 <= letters, DateParser().parse(text) == nil else { return false }
        if LegalForm.end(of: layout, name) != nil { return true }
        if digits >= 3 || name.contains(where: { PartyWords.isAddress(layout.tokens[$0].folded) }) { return false }
        let last = layout.tokens[name.upperBound - 1].folded
        if PartyWords.countries.contains(last), name.count < 3 || digits > 0 { return false }
        // Headings of the table of items.
        let headings = name.count {
            AmountLexicon.words.lookup(layout.tokens[$0].folded, tolerant: false)?.meaning.isDisjoint(with: [
                .item, .vague,
            ])
                == false
        }
        if headings >= 2 || headings == name.count { return false }
        return !text.hasSuffix(":") && text.contains(where: \.isUppercase)
    }

    private static func isFurniture(_ layout: Layout, _ tokens: Range<Int>) -> Bool {
        let first = layout.tokens[tokens.lowerBound].folded
        if first.utf8.first?.isDigit == true, LegalForm.end(of: layout, tokens) == nil { return true }
        let isTitle = tokens.contains {
            LabelLexicon.phrases.lookup(layout.tokens[$0].folded, tolerant: true)?.meaning == .title
        }
        if isTitle, LegalForm.end(of: layout, tokens) == nil { return true }
        return PartyWords.furniture.contains(first)
            || LabelLexicon.phrases.lookup(first, tolerant: false)?.meaning == .title
    }

    private static func isSeparator(_ text: String) -> Bool {
        ["·", "-", "–", "—", "|", "•", "*", "/", "●", "∙", "■", "::", "«", "»", "+", "-,"].contains(text)
    }

    /// After a comma the name goes on only with its legal form: `Acme, Inc.`.
    private static func continues(_ layout: Layout, _ index: Int, _ end: Int) -> Bool {
        index < end && LegalForm.isForm(layout.tokens[index].text, folded: layout.tokens[index].folded)
    }

    private static func trimmed(_ text: String) -> String {
        let isEdge: (Character) -> Bool = { ",;:*|·•-–_\"'„“«»".contains($0) || $0.isWhitespace }
        var rest = Substring(text)
        while let first = rest.first, isEdge(first) { rest = rest.dropFirst() }
        while let last = rest.last, isEdge(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
