/// Finds values that are known already on the pages of a document.
struct PrintedValues {
    private let layouts: [Layout]
    private let amounts: [(values: Set<Int64>, place: Place)]
    private let dates: [(values: Set<CalendarDate>, place: Place)]

    private struct Place {
        var layout: Int
        var tokens: Range<Int>
    }

    init(_ layouts: [Layout]) {
        self.layouts = layouts
        let sign = DocumentContext.decimalSign(of: layouts)
        var amounts: [(Set<Int64>, Place)] = []
        var dates: [(Set<CalendarDate>, Place)] = []
        for (number, layout) in layouts.enumerated() {
            for money in AmountScanner(layout: layout, parser: AmountParser(consensus: sign)).amounts() {
                var values = [money.value]
                if money.reading.ambiguous {
                    values += [DecimalSign.point, .comma].compactMap {
                        AmountParser(consensus: $0).parse(money.raw)?.amount.hundredths
                    }
                }
                amounts.append((Set(values.map { abs($0) }), Place(layout: number, tokens: money.tokens)))
            }
            let rule = DateRule(layout: layout, search: ValueSearch(layout: layout, labels: []))
            for index in layout.tokens.indices {
                guard let (text, tokens) = rule.date(at: index), let reading = DateParser().parse(text) else {
                    continue
                }
                dates.append(
                    (Set([reading.date] + [reading.other].compactMap { $0 }), Place(layout: number, tokens: tokens)))
            }
        }
        self.amounts = amounts
        self.dates = dates
    }

    /// Whether any amount is printed at all.
    var hasAmounts: Bool { !amounts.isEmpty }

    /// Where an amount stands, whatever its sign: the last place, as sums stand at the end.
    func evidence(of amount: Amount) -> Evidence? {
        amounts.last { $0.values.contains(abs(amount.hundredths)) }.map { evidence($0.place) }
    }

    /// Where a day stands, in any form: the first place.
    func evidence(of date: CalendarDate) -> Evidence? {
        dates.first { $0.values.contains(date) }.map { evidence($0.place) }
    }

    /// Where a text stands, case, accents and signs aside: the first place. It may be part of longer words.
    func evidence(of text: String) -> Evidence? {
        let wanted = Array(Folding.folded(text).utf8)
        guard !wanted.isEmpty else { return nil }
        for (number, layout) in layouts.enumerated() {
            for line in layout.lines {
                if let tokens = find(wanted, in: layout, line) {
                    return evidence(Place(layout: number, tokens: tokens))
                }
            }
        }
        return nil
    }

    private func evidence(_ place: Place) -> Evidence { layouts[place.layout].evidence(place.tokens) }

    /// The tokens over which the text goes, whole words rather than parts of some.
    private func find(_ wanted: [UInt8], in layout: Layout, _ line: Range<Int>) -> Range<Int>? {
        var letters: [UInt8] = []
        var owners: [Int] = []
        for index in line {
            letters += layout.tokens[index].folded.utf8
            owners += Array(repeating: index, count: letters.count - owners.count)
        }
        guard letters.count >= wanted.count else { return nil }
        var partial: Range<Int>?
        for start in 0...(letters.count - wanted.count) where letters[start...].starts(with: wanted) {
            let end = start + wanted.count
            let tokens = owners[start]..<(owners[end - 1] + 1)
            let isWhole =
                (start == 0 || owners[start - 1] != owners[start])
                && (end == letters.count || owners[end] != owners[end - 1])
            if isWhole { return tokens }
            // `12` in `2012` is no `12`.
            let splitsNumber =
                start > 0 && letters[start - 1].isDigit && wanted[0].isDigit
                || end < letters.count && letters[end].isDigit && wanted[wanted.count - 1].isDigit
            if !splitsNumber, partial == nil { partial = tokens }
        }
        return partial
    }
}
