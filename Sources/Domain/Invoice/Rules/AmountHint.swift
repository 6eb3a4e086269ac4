/// What the words beside an amount say of it.
struct AmountHint: OptionSet, Sendable {
    let rawValue: Int
    /// Tax of any kind.
    static let tax = AmountHint(rawValue: 1)
    /// Before tax.
    static let excluding = AmountHint(rawValue: 2)
    /// With tax.
    static let including = AmountHint(rawValue: 4)
    /// A sum.
    static let sum = AmountHint(rawValue: 8)
    /// The sum of the whole invoice.
    static let grand = AmountHint(rawValue: 16)
    /// The sum that is to be paid.
    static let payable = AmountHint(rawValue: 32)
    /// A sum before something is added.
    static let sub = AmountHint(rawValue: 64)
    /// Neither net, tax nor total: discount, postage, cash, paid before.
    static let other = AmountHint(rawValue: 128)
    /// `Amount`: a sum perhaps.
    static let vague = AmountHint(rawValue: 256)
    /// A heading of the table of items.
    static let item = AmountHint(rawValue: 512)
    /// Rounding to whole coins.
    static let rounding = AmountHint(rawValue: 1024)
    /// What was handed over: cash, card.
    static let cash = AmountHint(rawValue: 2048)
    /// What was handed back.
    static let change = AmountHint(rawValue: 4096)

    /// The hints of all words of some tokens.
    init(_ layout: Layout, _ tokens: Range<Int>) {
        var hint: AmountHint = []
        var index = tokens.lowerBound
        while index < tokens.upperBound {
            let (found, next) = Self.longest(layout, at: index, until: tokens.upperBound)
            hint.formUnion(found)
            index = next
        }
        self = hint
    }

    init(rawValue: Int) { self.rawValue = rawValue }

    /// How well the words fit an amount before tax.
    var net: Double {
        guard !contains(.other), !contains(.payable), !contains(.rounding) else { return 0 }
        if contains(.excluding) && !contains(.including) {
            return isDisjoint(with: [.sum, .sub, .grand, .tax, .vague]) ? 0.8 : 1
        }
        return contains(.sub) && isDisjoint(with: [.tax, .including]) ? 0.85 : 0
    }

    /// How well the words fit the tax.
    var vat: Double {
        guard contains(.tax), !contains(.excluding), isDisjoint(with: [.payable, .grand, .rounding]) else { return 0 }
        if contains(.including) { return contains(.sum) ? 0.3 : 0.6 }
        return contains(.sub) ? 0 : contains(.sum) ? 1.05 : 1
    }

    /// How well the words fit the sum with tax.
    var total: Double {
        if contains(.payable) { return 1 }
        guard !contains(.other) || contains(.grand), !contains(.rounding) else { return 0 }
        if contains(.excluding) && !contains(.including) { return 0 }
        if contains(.including) { return isDisjoint(with: [.sum, .grand, .vague]) ? (contains(.tax) ? 0.5 : 0.9) : 1 }
        if contains(.tax) || contains(.sub) { return 0 }
        if contains(.grand) { return 1 }
        return contains(.sum) ? 0.85 : contains(.vague) ? 0.4 : 0
    }

    private static func longest(_ layout: Layout, at start: Int, until end: Int) -> (AmountHint, Int) {
        var key = ""
        var best: (AmountHint, Int)?
        for index in start..<min(start + 3, end) {
            let word = layout.tokens[index].folded
            guard !word.isEmpty else { continue }
            key += word
            guard key.utf8.count <= AmountLexicon.words.longest + 1 else { break }
            if let found = AmountLexicon.words.lookup(key, tolerant: layout.isTolerant) {
                best = (found.meaning, index + 1)
            }
        }
        return best ?? (AmountLexicon.compound(layout.tokens[start].folded), start + 1)
    }
}
