/// Reads net, tax and total together: the equation confirms, repairs and completes them.
struct MoneyDecision {
    let layouts: [Layout]

    /// The amount fields.
    func fields(_ best: [FieldName: Prediction]) -> [Field] {
        var parser = AmountParser(consensus: DocumentContext.decimalSign(of: layouts))
        let rounding = CoinRounding(layouts, parser: parser)
        parser.repairs = true
        var parts = MoneyParts()
        for name in MoneyParts.names {
            if let prediction = best[name], let reading = parser.parse(prediction.raw) {
                let doubt = reading.repaired ? 0.8 : reading.ambiguous ? 0.6 : 1
                parts[name] = Field(
                    prediction, value: .amount(reading.amount), confidence: prediction.confidence * doubt)
            }
        }
        parts.settleAmbiguous(best)
        if parts.isComplete {
            if parts.holds(rounding: CoinRounding.slip) {
                parts.confirm()
            } else if !parts.isRounded(rounding), !AmountRepair.repair(&parts), !parts.holds(rounding) {
                parts.doubt()
            }
        } else {
            MoneyCompletion(layouts: layouts).complete(&parts)
        }
        if isCreditNote { parts.dropSign() }
        return MoneyParts.names.compactMap { parts[$0] }
    }

    /// A credit note states what is given back as a positive amount (EN 16931, type 381), whatever sign is printed.
    private var isCreditNote: Bool { CreditNote.isOne(layouts) }
}

/// Whether a document is a credit note.
enum CreditNote {
    static func isOne(_ layouts: [Layout]) -> Bool {
        guard let layout = layouts.first else { return false }
        for (number, cell) in layout.cells.enumerated() where number < 60 && cell.tokens.count <= 5 {
            let first = layout.tokens[cell.tokens.lowerBound].folded
            let second = cell.tokens.count > 1 ? layout.tokens[cell.tokens.lowerBound + 1].folded : ""
            if titles.contains(first) || titles.contains(first + second) { return true }
        }
        return false
    }

    private static let titles: Set<String> = [
        "avoir", "creditnote", "creditmemo", "gutschrift", "rechnungskorrektur", "kreditfaktura", "kreditnota",
        "creditnota",
        "notedecredit", "notadecredito", "notadicredito", "stornorechnung", "hyvityslasku", "kreditfakturanr",
    ]
}

/// The three amounts of an invoice.
struct MoneyParts {
    static let names: [FieldName] = [.amount, .vat, .total]
    private var fields: [FieldName: Field] = [:]

    subscript(name: FieldName) -> Field? {
        get { fields[name] }
        set { fields[name] = newValue }
    }

    /// Hundredths; nil also for sums so great that adding them could overflow.
    func value(_ name: FieldName) -> Int64? {
        guard case .amount(let amount) = fields[name]?.value, amount.hundredths.magnitude <= 1_000_000_000_000_000_000
        else { return nil }
        return amount.hundredths
    }

    var isComplete: Bool { Self.names.allSatisfy { fields[$0] != nil } }

    /// What net + tax is more than the total; nil where one of the three is missing or too great.
    private var gap: Int64? {
        guard let net = value(.amount), let vat = value(.vat), let total = value(.total) else { return nil }
        return net + vat - total
    }

    /// Whether net + tax = total, give or take some hundredths.
    func holds(rounding: Int64) -> Bool { gap.map { abs($0) <= rounding } ?? false }

    /// Whether net + tax = total, give or take what the pages say of rounding.
    func holds(_ rounding: CoinRounding) -> Bool {
        guard let gap, let total = value(.total) else { return false }
        return rounding.allows(gap, total: total)
    }

    /// Whether net + tax = total but for a rounding that is printed: then nothing was misread.
    func isRounded(_ rounding: CoinRounding) -> Bool {
        guard let gap, let total = value(.total) else { return false }
        return rounding.states(gap, total: total)
    }

    /// The equation holds: all three gain.
    mutating func confirm() {
        for name in Self.names {
            let before = fields[name]?.confidence ?? 0
            fields[name]?.confidence = min(0.99, 0.5 + before / 2)
        }
    }

    /// The equation does not hold: one of the three is wrong, and none says which.
    mutating func doubt() {
        for name in Self.names { fields[name]?.confidence *= 0.65 }
    }

    /// `1.234` may be 1234.00 or 1.23: the reading for which the equation holds is taken.
    mutating func settleAmbiguous(_ best: [FieldName: Prediction]) {
        guard isComplete, !holds(rounding: CoinRounding.slip) else { return }
        for name in Self.names {
            guard let prediction = best[name] else { continue }
            for sign in [DecimalSign.point, .comma] {
                guard let reading = AmountParser(consensus: sign).parse(prediction.raw) else { continue }
                let before = fields[name]
                fields[name]?.value = .amount(reading.amount)
                if holds(rounding: CoinRounding.slip) { return }
                fields[name] = before
            }
        }
    }

    /// Makes all three positive where the total, or whatever is there in its place, is not.
    mutating func dropSign() {
        guard let leading = value(.total) ?? value(.amount) ?? value(.vat), leading <= 0 else { return }
        for name in Self.names {
            if let value = value(name) { fields[name]?.value = .amount(Amount(hundredths: abs(value))) }
        }
    }
}
