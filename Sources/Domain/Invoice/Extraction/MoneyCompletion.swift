/// Calculates what is missing of net, tax and total.
struct MoneyCompletion {
    let layouts: [Layout]

    /// Adds the third of two, or what follows from one and a printed rate.
    func complete(_ parts: inout MoneyParts) {
        switch (parts.value(.amount), parts.value(.vat), parts.value(.total)) {
        case (let net?, nil, let total?):
            guard TaxRates.isPlausible(vat: total - net, net: net) else { return }
            derive(&parts, .vat, total - net, "total-minus-net", from: [.amount, .total])
        case (nil, let vat?, let total?):
            guard TaxRates.isPlausible(vat: vat, net: total - vat) else { return }
            derive(&parts, .amount, total - vat, "total-minus-vat", from: [.vat, .total])
        case (let net?, let vat?, nil):
            guard TaxRates.isPlausible(vat: vat, net: net) else { return }
            derive(&parts, .total, net + vat, "net-plus-vat", from: [.amount, .vat])
        case (nil, nil, let total?): fromTotal(total, &parts)
        case (let net?, nil, nil): fromNet(net, &parts)
        default: return
        }
    }

    private func fromTotal(_ total: Int64, _ parts: inout MoneyParts) {
        let rates = TaxMentions(layouts: layouts)
        if let rate = rates.only, rate > 0 {
            guard let vat = Self.share(of: total, rate: rate, base: TaxRates.whole + rate) else { return }
            derive(&parts, .vat, vat, "rate", from: [.total], factor: 0.6)
            derive(&parts, .amount, total - vat, "rate", from: [.total], factor: 0.6)
        } else if rates.isExempt || rates.only == 0 {
            derive(&parts, .vat, 0, "exempt", from: [.total], factor: 0.7)
            derive(&parts, .amount, total, "exempt", from: [.total], factor: 0.7)
        } else if !rates.hasRate {
            // No rate and no tax anywhere: perhaps there is none. Only a guess.
            derive(&parts, .amount, total, "no-tax-shown", from: [.total], factor: 0.4)
        }
    }

    private func fromNet(_ net: Int64, _ parts: inout MoneyParts) {
        guard let rate = TaxMentions(layouts: layouts).only,
            let vat = Self.share(of: net, rate: rate, base: TaxRates.whole)
        else { return }
        derive(&parts, .vat, vat, "rate", from: [.amount], factor: 0.6)
        derive(&parts, .total, net + vat, "rate", from: [.amount], factor: 0.6)
    }

    /// `amount * rate / base`, rounded half away from zero; nil where that is too great to be calculated.
    static func share(of amount: Int64, rate: Int64, base: Int64) -> Int64? {
        let (product, over) = amount.multipliedReportingOverflow(by: rate)
        let (sum, more) = product.addingReportingOverflow(product >= 0 ? base / 2 : -(base / 2))
        return over || more ? nil : sum / base
    }

    private func derive(
        _ parts: inout MoneyParts, _ name: FieldName, _ value: Int64, _ rule: String, from names: [FieldName],
        factor: Double = 0.9
    ) {
        let confidence = names.compactMap { parts[$0]?.confidence }.min() ?? 0
        parts[name] = .derived(name, .amount(Amount(hundredths: value)), confidence: confidence * factor, rule: rule)
    }
}

/// What the pages say of tax rates.
struct TaxMentions {
    /// The only rate beside a word for tax, in hundredths of a per cent; nil where there is none or more than one.
    private(set) var only: Int64?
    /// A rate is printed at all.
    private(set) var hasRate = false
    /// The pages say that no tax is charged.
    private(set) var isExempt = false

    init(layouts: [Layout]) {
        var rates: Set<Int64> = []
        for layout in layouts {
            for line in layout.lines where line.count <= 80 {
                let text = line.map { layout.tokens[$0].folded }.joined()
                isExempt = isExempt || Self.exemptions.contains { text.contains($0) }
                let hint = AmountHint(layout, line)
                guard hint.contains(.tax) else { continue }
                for index in line { if let rate = Self.rate(layout, at: index, line) { rates.insert(rate) } }
            }
        }
        hasRate = !rates.isEmpty
        if rates.count == 1 { only = rates.first }
    }

    /// `19%`, `5,5 %`, in hundredths; only rates that are known.
    private static func rate(_ layout: Layout, at index: Int, _ line: Range<Int>) -> Int64? {
        var text = layout.tokens[index].text.filter { $0 != "(" && $0 != ")" }
        let isFollowed = index + 1 < line.upperBound && layout.tokens[index + 1].text.hasPrefix("%")
        guard text.hasSuffix("%") || isFollowed else { return nil }
        if text.hasSuffix("%") { text.removeLast() }
        guard let rate = AmountParser().parse(text)?.amount.hundredths else { return nil }
        return rate == 0 || TaxRates.known.contains(rate) ? rate : nil
    }

    private static let exemptions = [
        "reversecharge", "19ustg", "steuerfrei", "umsatzsteuerbefreit", "autoliquidation", "tvanonapplicable", "293b",
        "taxexempt",
        "vatexempt", "exemptfromvat", "zerorated", "omvandskattskyldighet", "omvandbetalningsskyldighet",
        "kleinunternehmer",
        "steuerschuldnerschaft", "btwverlegd", "momsfri", "ingenmoms", "exonerationdetva",
    ]
}
