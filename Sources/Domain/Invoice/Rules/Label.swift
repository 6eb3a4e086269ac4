/// What a printed label announces.
enum LabelKind: Sendable, Hashable {
    /// `Invoice No.`
    case number
    /// `Invoice`, which a number may follow.
    case title
    /// `Nr.`, which announces the invoice number only beside a title.
    case bareNumber
    /// A number of something else: customer, order, tax.
    case otherNumber
    /// `Invoice date`
    case issueDate
    /// `Date`
    case bareDate
    /// `Due date`
    case dueDate
    /// `Delivery date` and others that do not count.
    case otherDate
    /// `Seller`, `Sold by`
    case seller
    /// `Account holder`
    case payee
    /// `Name` inside a block.
    case name
    /// `Bill to`
    case recipient
    /// `Currency`
    case currency
    /// One that a tenant gave to a field.
    case own(FieldName)
}

/// A label on a page.
struct Label: Sendable {
    var kind: LabelKind
    /// Its tokens.
    var tokens: Range<Int>
    /// 1 for an exact match, less where letters had to be overlooked.
    var strength: Double
}

/// Finds all labels of a page, the longest first where several begin at the same word.
struct LabelFinder {
    let layout: Layout
    /// A tenant's own, which go before built-in ones of the same length.
    var own: OwnLabels?

    /// The labels in order of their tokens; none overlap.
    func labels() -> [Label] {
        var labels: [Label] = []
        for cell in layout.cells {
            var index = cell.tokens.lowerBound
            while index < cell.tokens.upperBound {
                if let label = Self.longer(ownLabel(at: index, in: cell), longest(at: index, in: cell)) {
                    labels.append(label)
                    index = label.tokens.upperBound
                } else {
                    index += 1
                }
            }
        }
        return labels
    }

    private static func longer(_ own: Label?, _ other: Label?) -> Label? {
        guard let own, let other else { return own ?? other }
        return other.tokens.count > own.tokens.count ? other : own
    }

    private func ownLabel(at start: Int, in cell: Cell) -> Label? {
        guard let own else { return nil }
        return longest(own.phrases, at: start, words: OwnLabels.longest, in: cell)
    }

    private func longest(at start: Int, in cell: Cell) -> Label? {
        guard layout.tokens[start].folded.utf8.first.map({ $0.isLetter || $0 == 35 }) ?? false else { return nil }
        return longest(LabelLexicon.phrases, at: start, words: 5, in: cell) ?? compound(start)
    }

    private func longest(_ phrases: Lexicon<LabelKind>, at start: Int, words: Int, in cell: Cell) -> Label? {
        var key = ""
        var best: Label?
        for end in start..<min(start + words, cell.tokens.upperBound) {
            let word = layout.tokens[end].folded
            guard !word.isEmpty else { continue }
            key += word
            guard key.utf8.count <= phrases.longest + 1 else { break }
            if let found = phrases.lookup(key, tolerant: layout.isTolerant) {
                if found.tolerated, let best, best.strength == 1 { continue }
                best = Label(
                    kind: found.meaning, tokens: start..<(end + 1), strength: found.tolerated ? 0.85 : 1)
            }
            if layout.tokens[end].text.hasSuffix(":") { break }
        }
        return best
    }

    /// German compounds: whatever ends in -rechnung is a title, whatever ends in -datum some other day.
    private func compound(_ index: Int) -> Label? {
        let word = layout.tokens[index].folded
        let endings: [(String, LabelKind)] = [
            ("rechnung", .title), ("datum", .otherDate), ("nummer", .otherNumber), ("nr", .otherNumber),
        ]
        for (ending, kind) in endings where word.hasSuffix(ending) && word.utf8.count >= ending.utf8.count + 3 {
            return Label(kind: kind, tokens: index..<(index + 1), strength: 0.8)
        }
        return nil
    }
}
