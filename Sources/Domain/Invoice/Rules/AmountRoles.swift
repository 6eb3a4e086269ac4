/// How well an amount fits each of the three roles, by the words beside and over it.
struct RoleScores: Sendable {
    var net = 0.0
    var vat = 0.0
    var total = 0.0

    /// The scores of some words.
    init(_ hint: AmountHint, weight: Double) {
        net = hint.net * weight
        vat = hint.vat * weight
        total = hint.total * weight
        cash = hint.contains(.cash) ? weight : 0
        change = hint.contains(.change) ? weight : 0
    }

    /// How well it fits what was handed over, and what was handed back.
    var cash = 0.0
    var change = 0.0

    /// No words.
    init() {}

    /// The best of the three.
    var best: Double { max(net, vat, total) }
}

/// Judges the amounts of one page.
struct AmountRoles {
    let layout: Layout
    let amounts: [Money]
    /// The page prints its money with decimals: a number without is none.
    private let hasDecimals: Bool
    private var owner: [Int: Int] = [:]

    init(layout: Layout, amounts: [Money]) {
        self.layout = layout
        self.amounts = amounts
        hasDecimals = amounts.count { !$0.isWeak && $0.reading.decimals == 2 } >= 2
        for (number, money) in amounts.enumerated() {
            for token in money.tokens { owner[token] = number }
        }
    }

    /// The scores of each amount.
    func scores() -> [RoleScores] {
        amounts.indices.map { number in
            let money = amounts[number]
            var scores = beside(number)
            if scores.best == 0, scores.cash == 0, scores.change == 0, !money.isWeak { scores = over(number) }
            if money.isWeak {
                scores.net *= hasDecimals ? 0.15 : 0.35
                scores.vat *= hasDecimals ? 0.1 : 0.25
                scores.total *= hasDecimals ? 0.15 : 0.5
            }
            if money.reading.repaired {
                scores.net *= 0.8
                scores.vat *= 0.8
                scores.total *= 0.8
            }
            return scores
        }
    }

    /// By the words to the left on the same line.
    private func beside(_ number: Int) -> RoleScores {
        let money = amounts[number]
        let line = layout.lines[layout.tokens[money.tokens.lowerBound].line]
        var index = money.tokens.lowerBound - 1
        var cell: Int?
        var words: Range<Int>?
        var steps = 0
        while index >= line.lowerBound, steps < 24 {
            steps += 1
            let isWord = owner[index] == nil && isWord(index)
            if let words, layout.cellOfToken[index] != cell {
                let hint = AmountHint(layout, words)
                if hint != [] || layout.text(words).utf8.count > 6 { break }
            }
            if isWord {
                cell = layout.cellOfToken[index]
                words =
                    index..<max(
                        words.map { layout.cellOfToken[$0.lowerBound] == cell ? $0.upperBound : index + 1 } ?? 0,
                        index + 1)
            }
            index -= 1
        }
        guard let words else { return RoleScores() }
        // Words of a sentence say little.
        var scores = RoleScores(AmountHint(layout, words), weight: words.count > 9 ? 0.3 : 1)
        if isFollowed(number, on: line) {
            // `VAT 20 % on 100.00 20.00`: the last amount of the line is meant; what tax stands on is a net.
            if scores.vat > 0 { scores.net = max(scores.net, 0.35) }
            scores.vat *= 0.35
            scores.total *= 0.3
            scores.net = min(scores.net, 0.5)
        }
        return scores
    }

    /// By the heading of the column.
    private func over(_ number: Int) -> RoleScores {
        let tokens = amounts[number].tokens
        var cell = layout.cells[layout.cellOfToken[tokens.lowerBound]]
        cell.box = layout.evidence(tokens).box
        for (rank, other) in layout.cells(above: cell, lines: 4, reach: 7).prefix(4).enumerated() {
            guard !other.tokens.contains(where: { owner[$0] != nil }), other.tokens.contains(where: isWord) else {
                continue
            }
            let hint = AmountHint(layout, other.tokens)
            guard hint != [] else { return RoleScores() }
            if headsItems(other.line) { return RoleScores(hint, weight: 0.12) }
            return RoleScores(hint, weight: 0.75 - 0.1 * Double(rank))
        }
        return RoleScores()
    }

    /// Headings of the table of items; they may take two or three lines.
    private func headsItems(_ line: Int) -> Bool {
        (max(0, line - 2)...min(layout.lines.count - 1, line + 1)).contains { near in
            let tokens = layout.lines[near]
            return tokens.count <= 60 && !tokens.contains { owner[$0].map { !amounts[$0].isWeak } ?? false }
                && AmountHint(layout, tokens).contains(.item)
        }
    }

    private func isFollowed(_ number: Int, on line: Range<Int>) -> Bool {
        guard number + 1 < amounts.count, !amounts[number + 1].isWeak else { return false }
        let next = amounts[number + 1].tokens.lowerBound
        guard line.contains(next) else { return false }
        // Words between them that say something start a new statement.
        let between = amounts[number].tokens.upperBound..<next
        return AmountHint(layout, between).isDisjoint(with: [.sum, .tax, .payable, .grand, .sub, .excluding])
    }

    private func isWord(_ index: Int) -> Bool {
        let folded = layout.tokens[index].folded
        guard folded.utf8.contains(where: \.isLetter) else { return false }
        return CurrencyParser.code(layout.tokens[index].text) == nil
            && !CurrencyParser.isCrown(layout.tokens[index].text)
    }
}
