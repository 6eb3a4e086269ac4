/// What the pages say of rounding the total to whole coins.
struct CoinRounding: Sendable {
    /// What net and tax may miss the total by without a word: their lines were rounded one by one.
    static let slip: Int64 = 2

    /// A word for rounding is printed.
    private(set) var isMentioned = false
    /// What was rounded by, as far as it stands beside the word; signs are printed either way and left out.
    private var printed: Set<Int64> = []

    init(_ layouts: [Layout], parser: AmountParser) {
        for layout in layouts {
            for line in layout.lines where line.contains(where: { Self.isWord(layout.tokens[$0].folded) }) {
                isMentioned = true
                for index in line {
                    guard let reading = parser.parse(layout.tokens[index].text), reading.decimals == 2,
                        reading.amount.hundredths.magnitude <= 50
                    else { continue }
                    printed.insert(abs(reading.amount.hundredths))
                }
            }
        }
    }

    /// Whether the total may miss net + tax by the gap.
    func allows(_ gap: Int64, total: Int64) -> Bool {
        gap.magnitude <= Self.slip.magnitude || explains(gap, total: total)
    }

    /// Whether the pages speak of a rounding that the gap may come from: the one that is printed, or else half the
    /// greatest coin that the total is made of.
    private func explains(_ gap: Int64, total: Int64) -> Bool {
        guard isMentioned, total % 5 == 0, gap.magnitude <= 50 else { return false }
        if !printed.isEmpty { return states(gap, total: total) }
        let coin = Self.coins.first { total % $0 == 0 } ?? 0
        return abs(gap) <= max(Self.slip, coin / 2)
    }

    /// Whether the gap is printed beside the word.
    func states(_ gap: Int64, total: Int64) -> Bool {
        total % 5 == 0 && gap.magnitude <= 50 && printed.contains { abs($0 - abs(gap)) <= Self.slip }
    }

    private static func isWord(_ folded: String) -> Bool {
        AmountLexicon.words.lookup(folded, tolerant: false)?.meaning.contains(.rounding) ?? false
    }

    private static let coins: [Int64] = [100, 50, 10, 5]
}
