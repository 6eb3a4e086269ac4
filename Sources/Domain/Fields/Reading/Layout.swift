/// A piece of a word as the rules see it: words are cut at colons, so that `Total:12.00` is two.
struct Token: Sendable {
    var text: String
    var folded: String
    /// Index into the page's words.
    var word: Int
    var box: Box
    var confidence: Double
    var line: Int
}

/// A run of tokens on one line without a wide gap: what a reader sees as one cell or phrase.
struct Cell: Sendable {
    var tokens: Range<Int>
    var box: Box
    var line: Int
}

/// A page of words put in order for the rules: tokens by line, and lines cut into cells.
struct Layout: Sendable {
    let page: Page
    private(set) var tokens: [Token] = []
    /// The tokens of each line.
    private(set) var lines: [Range<Int>] = []
    private(set) var cells: [Cell] = []
    /// The cells of each line.
    private(set) var cellsOfLine: [Range<Int>] = []
    /// Index into `cells` of each token.
    private(set) var cellOfToken: [Int] = []
    /// Whether labels may hold recognition errors.
    var isTolerant: Bool { page.source == .ocr }

    init(_ page: Page) {
        self.page = page
        let order = page.words.indices.sorted { a, b in
            (page.words[a].line, page.words[a].box.left, a) < (page.words[b].line, page.words[b].box.left, b)
        }
        var last: Int?
        for index in order {
            let word = page.words[index]
            if word.line != last {
                lines.append(tokens.count..<tokens.count)
                last = word.line
            }
            for piece in Self.pieces(word.text) {
                tokens.append(
                    Token(
                        text: piece, folded: Folding.folded(piece), word: index, box: word.box,
                        confidence: word.confidence, line: lines.count - 1))
            }
            lines[lines.count - 1] = lines[lines.count - 1].lowerBound..<tokens.count
        }
        cut()
    }

    /// Cuts each line where the gap is wider than the letters are high.
    private mutating func cut() {
        for (number, line) in lines.enumerated() {
            let start = cells.count
            for index in line {
                let box = tokens[index].box
                if index > line.lowerBound,
                    gap(before: index) <= max(8, Double(height(of: index)) * (isTolerant ? 1.4 : 1.1))
                {
                    cells[cells.count - 1].tokens = cells[cells.count - 1].tokens.lowerBound..<(index + 1)
                    cells[cells.count - 1].box = cells[cells.count - 1].box.union(box)
                } else {
                    cells.append(Cell(tokens: index..<(index + 1), box: box, line: number))
                }
                cellOfToken.append(cells.count - 1)
            }
            cellsOfLine.append(start..<cells.count)
        }
    }

    /// Pixels between a token and the one before it on its line.
    func gap(before index: Int) -> Double {
        guard tokens[index].word != tokens[index - 1].word else { return 0 }
        return Double(tokens[index].box.left) - Double(tokens[index - 1].box.right)
    }

    private func height(of index: Int) -> Int {
        max(0, min(20_000, max(tokens[index].box.height, tokens[index - 1].box.height)))
    }

    /// The text of some tokens, blanks between words.
    func text(_ range: Range<Int>) -> String {
        var text = ""
        for index in range {
            if index > range.lowerBound, tokens[index].word != tokens[index - 1].word { text += " " }
            text += tokens[index].text
        }
        return text
    }

    /// Where some tokens stand.
    func evidence(_ range: Range<Int>) -> Evidence {
        var box = tokens[range.lowerBound].box
        var words: [Int] = []
        for index in range {
            box = box.union(tokens[index].box)
            let id = page.words[tokens[index].word].id
            if words.last != id { words.append(id) }
        }
        return Evidence(page: page.number, box: box, words: words)
    }

    /// Mean confidence of some tokens.
    func confidence(_ range: Range<Int>) -> Double {
        range.isEmpty ? 0 : range.reduce(0) { $0 + tokens[$1].confidence } / Double(range.count)
    }

    /// The cells under a cell, nearest line first: those of the next lines that share a column with it.
    func cells(below cell: Cell, lines count: Int, reach: Double) -> [Cell] {
        column(of: cell, lines: (cell.line + 1)..<min(lines.count, cell.line + 1 + count), reach: reach)
    }

    /// The cells over a cell, nearest line first.
    func cells(above cell: Cell, lines count: Int, reach: Double) -> [Cell] {
        column(of: cell, lines: max(0, cell.line - count)..<cell.line, reach: reach).reversed()
    }

    private func column(of cell: Cell, lines range: Range<Int>, reach: Double) -> [Cell] {
        guard !range.isEmpty else { return [] }
        var found: [Cell] = []
        let limit = Double(max(10, cell.box.height)) * reach
        for number in range where cellsOfLine[number].count <= 40 {
            for other in cells[cellsOfLine[number]] {
                let gap = max(other.box.top - cell.box.bottom, cell.box.top - other.box.bottom)
                let shared = min(other.box.right, cell.box.right) - max(other.box.left, cell.box.left)
                if shared > 0, Double(gap) <= limit { found.append(other) }
            }
        }
        return found
    }

    /// Cuts at colons and equals signs that stand between a label and its value, not inside times and amounts.
    private static func pieces(_ text: String) -> [String] {
        guard text.utf8.count <= 200, text.utf8.contains(where: { $0 == 58 || $0 == 61 }) else { return [text] }
        var pieces: [String] = []
        var current = ""
        var letters = false
        for character in text {
            current.append(character)
            if character.isLetter { letters = true }
            if character == ":" || character == "=", letters, !current.hasPrefix("http"), !current.hasPrefix("urn") {
                pieces.append(current)
                current = ""
                letters = false
            }
        }
        if !current.isEmpty { pieces.append(current) }
        return pieces
    }
}
