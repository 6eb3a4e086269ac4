/// All printings of one value in a document, and how well it fits each role.
struct MoneyValue: Sendable {
    /// One printing.
    struct Printing: Sendable {
        var page: Int
        var money: Money
        var scores: RoleScores
    }

    var value: Int64
    var printings: [Printing]
    /// What a payment says for the value being the total: it is what was handed over less what was handed back.
    var bonus = 0.0

    /// How well the value fits the role: its best label, a little more for being repeated.
    func score(_ role: KeyPath<RoleScores, Double>) -> Double {
        let best = printings.map { $0.scores[keyPath: role] }.max() ?? 0
        guard best > 0 else { return role == \RoleScores.total ? bonus : 0 }
        let strong = printings.count { !$0.money.isWeak }
        return min(1.3, best + 0.05 * Double(min(4, max(0, strong - 1)))) + (role == \RoleScores.total ? bonus : 0)
    }

    /// The printing that fits the role best; the later one where two fit alike.
    func printing(_ role: KeyPath<RoleScores, Double>) -> Printing {
        var best = printings[0]
        for printing in printings.dropFirst()
        where printing.scores[keyPath: role] >= best.scores[keyPath: role]
            && !(printing.money.isWeak && !best.money.isWeak)
        {
            best = printing
        }
        return best
    }
}

/// The amounts of a whole document, grouped by value.
struct MoneyCandidates: Sendable {
    private(set) var values: [MoneyValue] = []
    private(set) var index: [Int64: Int] = [:]
    /// What the document says of rounding the total to whole coins.
    let rounding: CoinRounding

    /// The amounts of the pages.
    init(_ layouts: [Layout], parser: AmountParser) {
        rounding = CoinRounding(layouts, parser: parser)
        for (page, layout) in layouts.enumerated() {
            let amounts = AmountScanner(layout: layout, parser: parser).amounts()
            let scores = AmountRoles(layout: layout, amounts: amounts).scores()
            for (money, scores) in zip(amounts, scores) {
                add(MoneyValue.Printing(page: page, money: money, scores: scores))
            }
        }
        weighPayments()
    }

    /// Cash less change is the total; where nothing was handed back, cash is.
    private mutating func weighPayments() {
        let cash = best(\.cash, limit: 4, floor: 0.5).filter { $0.value > 0 }
        let change = best(\.change, limit: 4, floor: 0.5).map(\.value)
        for given in cash {
            for back in change where abs(back) < given.value {
                if let place = index[given.value - abs(back)] {
                    values[place].bonus = max(
                        values[place].bonus, values[place].printings.count > 1 || back != 0 ? 1.2 : 0.5)
                }
            }
            if change.isEmpty, given.printings.count > 1, let place = index[given.value] { values[place].bonus = 0.4 }
        }
    }

    /// The values with a score of at least `floor` in the role, best first, at most `limit`.
    func best(_ role: KeyPath<RoleScores, Double>, limit: Int, floor: Double = 0.1) -> [MoneyValue] {
        let scored = values.map { ($0, $0.score(role)) }.filter { $0.1 >= floor }
        return scored.sorted { ($0.1, $0.0.value) > ($1.1, $1.0.value) }.prefix(limit).map(\.0)
    }

    /// The value, as far as it is printed.
    func value(_ value: Int64) -> MoneyValue? { index[value].map { values[$0] } }

    private mutating func add(_ printing: MoneyValue.Printing) {
        let value = printing.money.value
        if let place = index[value] {
            if values[place].printings.count < 50 { values[place].printings.append(printing) }
        } else {
            index[value] = values.count
            values.append(MoneyValue(value: value, printings: [printing]))
        }
    }
}
