/// Does an electronic invoice hold together: the calculation rules of EN 16931, and some of its conditions.
public enum EInvoiceRules {
    /// One finding for each rule that is broken, at most 20.
    public static func findings(_ invoice: EInvoice) -> [Finding] {
        let all = unread(invoice) + sums(invoice) + parts(invoice) + conditions(invoice)
        return Array(all.prefix(20))
    }

    /// Rounding of many lines may leave a cent for each, of the sums two.
    private static func tolerance(_ count: Int) -> DecimalNumber {
        DecimalNumber(millionths: max(20_000, 10_000 * Int64(min(count, 1_000_000))))
    }

    /// EN 16931's own test of a tax against its rate allows one unit.
    private static let unit = DecimalNumber(millionths: 1_000_000)

    private static func unread(_ invoice: EInvoice) -> [Finding] {
        invoice.unread.map { unread in
            Finding(
                .xmlRule,
                "Ask the sender: the XML says \u{201C}\(unread.text)\u{201D} where a date or a number belongs.",
                rule: unread.term)
        }
    }

    /// BR-CO-10 to 16: the totals.
    private static func sums(_ invoice: EInvoice) -> [Finding] {
        let totals = invoice.totals
        let lines = invoice.lines.filter { !$0.isInformation }
        let off = totals.allowances ?? sum(invoice.allowances.filter { !$0.isCharge }.map(\.amount)) ?? .zero
        let on = totals.charges ?? sum(invoice.allowances.filter(\.isCharge).map(\.amount)) ?? .zero
        var checks: [Finding?] = []
        if !lines.isEmpty {
            checks.append(
                compare("BR-CO-10", "the sum of the lines", totals.lines, sum(lines.map(\.net)), tolerance(lines.count))
            )
        }
        if !invoice.allowances.isEmpty {
            // Some write what is taken off below zero, and its sum above.
            let count = tolerance(invoice.allowances.count)
            checks.append(
                compare(
                    "BR-CO-11", "the sum of the allowances", totals.allowances?.magnitude,
                    sum(invoice.allowances.filter { !$0.isCharge }.map(\.amount))?.magnitude, count))
            checks.append(
                compare(
                    "BR-CO-12", "the sum of the charges", totals.charges?.magnitude,
                    sum(invoice.allowances.filter(\.isCharge).map(\.amount))?.magnitude, count))
        }
        checks += [
            compare("BR-CO-13", "the net total", totals.net, totals.lines.map { $0 - off + on }, tolerance(1)),
            compare(
                "BR-CO-14", "the total tax", totals.tax, invoice.taxes.isEmpty ? nil : sum(invoice.taxes.map(\.amount)),
                tolerance(invoice.taxes.count)),
            compare(
                "BR-CO-15", "the total with tax", totals.gross, totals.net.map { $0 + (totals.tax ?? .zero) },
                tolerance(1)),
            compare(
                "BR-CO-16", "the amount due", totals.payable,
                totals.gross.map { $0 - (totals.prepaid ?? .zero) + (totals.rounding ?? .zero) }, tolerance(1)),
        ]
        return checks.compactMap { $0 }
    }

    /// BR-CO-17, BR-S-8 and the rules of categories without tax: the parts of the tax.
    private static func parts(_ invoice: EInvoice) -> [Finding] {
        let bases = bases(invoice)
        return invoice.taxes.flatMap { tax -> [Finding?] in
            let category = tax.category?.uppercased() ?? "S"
            if untaxed.contains(category) {
                let group = category == "K" ? "IC" : category
                return [compare("BR-\(group)-9", "the tax of category \(category)", tax.amount, .zero, .zero)]
            }
            let rate = tax.rate.map { "\($0) %" } ?? category
            let expected = tax.base.flatMap { base in tax.rate.flatMap { base.times($0, over: 100) } }
            return [
                compare("BR-CO-17", "the tax at \(rate)", tax.amount, expected, unit),
                compare(
                    "BR-S-8", "the net amount taxed at \(rate)", tax.base, bases[TaxGroup(tax.category, tax.rate)], unit
                ),
            ]
        }.compactMap { $0 }
    }

    private static let untaxed: Set<String> = ["Z", "E", "AE", "K", "G", "O"]

    /// What is taxed alike.
    private struct TaxGroup: Hashable {
        let category: String
        let rate: DecimalNumber

        /// Nil where one of both is not known.
        init?(_ category: String?, _ rate: DecimalNumber?) {
            guard let category, let rate else { return nil }
            (self.category, self.rate) = (category, rate)
        }
    }

    /// What lines, allowances and charges of each category and rate add up to; nothing of one that they do not tell.
    private static func bases(_ invoice: EInvoice) -> [TaxGroup?: DecimalNumber] {
        var amounts: [TaxGroup: [DecimalNumber?]] = [:]
        let lines = invoice.lines.filter { !$0.isInformation }
        guard !lines.isEmpty else { return [:] }
        for line in lines {
            guard let group = TaxGroup(line.category, line.rate), let net = line.net else { return [:] }
            amounts[group, default: []].append(net)
        }
        for change in invoice.allowances {
            guard let group = TaxGroup(change.category, change.rate), let amount = change.amount else { return [:] }
            amounts[group, default: []].append(change.isCharge ? amount : .zero - amount)
        }
        var parts: [TaxGroup: Int] = [:]
        for tax in invoice.taxes {
            if let group = TaxGroup(tax.category, tax.rate) { parts[group, default: 0] += 1 }
        }
        var bases: [TaxGroup?: DecimalNumber] = [:]
        // Parts may be split further, by exemption or account.
        for (group, count) in parts where count == 1 { bases[group] = sum(amounts[group] ?? []) }
        return bases
    }

    /// BR-CO-9, BR-CO-26, BR-AE-2.
    private static func conditions(_ invoice: EInvoice) -> [Finding] {
        var findings: [Finding] = []
        for party in [invoice.seller, invoice.buyer] {
            guard let id = party.vatId else { continue }
            let prefix = id.prefix(2)
            if prefix.utf8.count != 2 || !prefix.utf8.allSatisfy(\.isLetter) {
                findings.append(
                    Finding(
                        .xmlRule, "Check the VAT id \(id.prefix(30)): it does not begin with a country.",
                        rule: "BR-CO-9"))
            }
        }
        let seller = invoice.seller
        if seller.vatId == nil, seller.taxNumber == nil, seller.registration == nil, seller.id == nil {
            findings.append(
                Finding(.xmlRule, "Check who sells: the XML gives no id of the seller.", rule: "BR-CO-26"))
        }
        let isReverse = invoice.taxes.contains { $0.category?.uppercased() == "AE" }
        if isReverse,
            seller.vatId ?? seller.taxNumber == nil || invoice.buyer.vatId ?? invoice.buyer.registration == nil
        {
            findings.append(
                Finding(
                    .xmlRule, "Check both VAT ids: the buyer owes the tax, and one of them is missing.", rule: "BR-AE-2"
                ))
        }
        return findings
    }

    private static func sum(_ numbers: [DecimalNumber?]) -> DecimalNumber? {
        let known = numbers.compactMap { $0 }
        return known.count == numbers.count ? .sum(known) : nil
    }

    private static func compare(
        _ rule: String, _ what: String, _ stated: DecimalNumber?, _ expected: DecimalNumber?, _ tolerance: DecimalNumber
    ) -> Finding? {
        guard let stated, let expected, (stated - expected).magnitude > tolerance else { return nil }
        return Finding(
            .xmlArithmetic,
            "Ask the sender: the XML says \(stated.amount) for \(what), its other amounts make \(expected.amount).",
            rule: rule)
    }
}
