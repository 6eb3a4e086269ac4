/// Finds how many days an invoice gives: `net 30`, `zahlbar innerhalb von 14 Tagen`, `30 dagar netto`, `30 jours`.
enum PaymentTerms {
    /// The longest time that the pages give for payment; 0 for payment at once; nil where they give none.
    static func days(in layouts: [Layout]) -> Int? {
        var best: Int?
        for layout in layouts {
            for index in layout.tokens.indices.prefix(20_000) {
                guard let days = days(layout, at: index), days <= 180 else { continue }
                best = max(best ?? 0, days)
            }
            if best == nil, isImmediate(layout) { best = 0 }
        }
        return best
    }

    private static func days(_ layout: Layout, at index: Int) -> Int? {
        let token = layout.tokens[index]
        let digits = token.folded.utf8.prefix(while: \.isDigit)
        guard (1...3).contains(digits.count), let days = Int(String(decoding: Array(digits), as: UTF8.self)) else {
            return nil
        }
        let line = layout.lines[token.line]
        let rest = String(decoding: Array(token.folded.utf8.dropFirst(digits.count)), as: UTF8.self)
        let next = index + 1 < line.upperBound ? layout.tokens[index + 1].folded : ""
        let before = index > line.lowerBound ? layout.tokens[index - 1].folded : ""
        let isDays = dayWords.contains(rest) || rest.isEmpty && dayWords.contains(next)
        let isNet =
            rest.isEmpty && (before == "net" || before == "netto")
            && !token.text.contains(where: { ".,%€$£".contains($0) })
        guard isDays || isNet else { return nil }
        guard !isNet || isDays || days <= 120 && (next.isEmpty || !next.utf8.allSatisfy(\.isDigit)) else { return nil }
        let around = max(line.lowerBound, index - 8)..<min(line.upperBound, index + 8)
        let words = around.map { layout.tokens[$0].folded }
        guard words.contains(where: { terms.contains($0) }) else { return nil }
        // Days of a discount: the discount stands nearer than the net.
        let near = max(line.lowerBound, index - 4)..<min(line.upperBound, index + 3)
        let isDiscount = near.contains { discounts.contains(layout.tokens[$0].folded) }
        let isPlain = near.contains { plain.contains(layout.tokens[$0].folded) }
        return isDiscount && !isPlain ? nil : days
    }

    private static func isImmediate(_ layout: Layout) -> Bool {
        let phrases = [
            "dueonreceipt", "dueuponreceipt", "payableimmediately", "sofortzahlbar", "sofortfallig", "zahlbarsofort",
            "paiementimmediat", "areceptiondefacture", "payableareception", "sofortohneabzug",
        ]
        for line in layout.lines where line.count <= 60 {
            let text = line.map { layout.tokens[$0].folded }.joined()
            if phrases.contains(where: { text.contains($0) }) { return true }
        }
        return false
    }

    private static let dayWords: Set<String> = [
        "days", "day", "tage", "tagen", "tag", "jours", "jour", "dagar", "dgr", "dage", "dager", "dagen", "giorni",
        "dias", "j",
        "d", "paivaa", "pv", "dni",
    ]
    private static let terms: Set<String> = [
        "net", "netto", "terms", "payment", "pay", "payable", "due", "zahlbar", "zahlung", "zahlungsbedingungen",
        "zahlungsbedingung", "zahlungsziel", "zahlen", "fallig", "uberweisen", "rechnungsdatum", "abzug",
        "paiement", "reglement", "echeance", "payer", "solde", "betalningsvillkor", "betalas", "betala",
        "betaling", "betalingsbetingelser", "betalingstermijn", "pagamento", "pago", "maksuehto", "betalingsfrist",
        "villkor", "prompt", "strictly",
    ]
    private static let discounts: Set<String> = [
        "skonto", "discount", "escompte", "kassarabatt", "kasserabatt", "abzgl",
    ]
    private static let plain: Set<String> = ["netto", "net", "abzug", "rein"]
}
