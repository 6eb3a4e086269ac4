/// What the whole document tells about how its numbers and dates are to be read.
enum DocumentContext {
    /// The decimal sign that most of its amounts show; nil where none shows one, or both alike.
    static func decimalSign(of layouts: [Layout]) -> DecimalSign? {
        var points = 0
        var commas = 0
        let parser = AmountParser()
        for layout in layouts {
            for token in layout.tokens.prefix(20_000) where token.text.utf8.contains(where: { $0 == 44 || $0 == 46 }) {
                guard token.text.utf8.count <= 24, let reading = parser.parse(token.text), reading.decimals == 2 else {
                    continue
                }
                switch reading.sign {
                case .point: points += 1
                case .comma: commas += 1
                case nil: break
                }
            }
        }
        return points == commas ? nil : points > commas ? .point : .comma
    }

    /// The order of day and month: what other dates of the document prove, else month first only where the page looks
    /// American.
    static func dateOrder(of layouts: [Layout], currency: String?) -> (order: DateOrder, isProved: Bool) {
        var dayFirst = 0
        var monthFirst = 0
        let parser = DateParser()
        for layout in layouts {
            for token in layout.tokens.prefix(20_000) where (6...10).contains(token.text.utf8.count) {
                switch parser.parse(token.text)?.order {
                case .dayFirst: dayFirst += 1
                case .monthFirst: monthFirst += 1
                case nil: break
                }
            }
        }
        if dayFirst != monthFirst { return (dayFirst > monthFirst ? .dayFirst : .monthFirst, true) }
        let american = currency == "USD" && layouts.contains(where: looksAmerican)
        return (american ? .monthFirst : .dayFirst, false)
    }

    /// A state and a ZIP code: `Fremont CA 94538`.
    static func looksAmerican(_ layout: Layout) -> Bool {
        for line in layout.lines {
            for index in line.dropLast() {
                let state = layout.tokens[index].text.filter { $0.isLetter }
                let zip = layout.tokens[index + 1].text.prefix { $0.isASCIIDigit }
                if state.utf8.count == 2, states.contains(state), zip.count == 5 { return true }
            }
        }
        return false
    }

    private static let states: Set<String> = [
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
        "ME", "MD",
        "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA",
        "RI", "SC",
        "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
    ]
}
