/// Does the XML say what the pages show? Who pays by one and checks the other must not be deceived.
enum EInvoiceComparison {
    /// How sure the pages' own reading must be to speak against the XML.
    private static let sure = 0.8

    /// One finding for each value that differs. `printed` is what was read on the pages alone.
    static func findings(_ invoice: EInvoice, printed: [Field], layouts: [Layout]) -> [Finding] {
        let layouts = layouts.filter { $0.page.source != .xml }
        guard layouts.contains(where: { !$0.tokens.isEmpty }) else { return [] }
        let values = PrintedValues(layouts)
        let stated = EInvoiceFields.stated(by: invoice)
        return [total(invoice, printed, values)].compactMap { $0 }
            + stated.compactMap { field in
                guard [.invoiceNumber, .invoiceDate, .amount, .vat, .currency].contains(field.name) else { return nil }
                return other(field, printed, values)
            } + account(invoice, layouts)
    }

    /// The total is printed on every invoice, or what is left to pay; and what the page calls its total is one of the
    /// XML's sums.
    private static func total(_ invoice: EInvoice, _ printed: [Field], _ values: PrintedValues) -> Finding? {
        let totals = invoice.totals
        guard let gross = totals.gross ?? totals.payable else { return nil }
        let own = amount(.total, printed)
        if !isPrinted(gross, values), !isLeftToPay(totals, of: gross, values) {
            let says = own.map { "the page \($0)" } ?? "which the page does not print"
            return mismatch(.total, "Compare the total with the page: the XML says \(gross.amount), \(says).")
        }
        let sums = [
            gross, totals.payable, totals.net, totals.lines, totals.prepaid,
            totals.prepaid.map { gross - $0 }, totals.rounding.map { gross + $0 },
        ]
        .compactMap { $0.map { abs($0.amount.hundredths) } }
        guard let field = printed.first(where: { $0.name == .total }), field.source != .derived,
            field.rule == "equation" || field.confidence >= 0.9, let own, !sums.contains(abs(own.hundredths))
        else { return nil }
        return mismatch(.total, "Compare the total with the page: the XML says \(gross.amount), the page \(own).")
    }

    private static func isPrinted(_ number: DecimalNumber, _ values: PrintedValues) -> Bool {
        values.evidence(of: number.amount) != nil
    }

    /// The page prints what is left to pay, and what was paid before where that makes the difference: else an XML could
    /// name any total beside it.
    private static func isLeftToPay(
        _ totals: EInvoice.Totals, of gross: DecimalNumber, _ values: PrintedValues
    ) -> Bool {
        guard let payable = totals.payable, isPrinted(payable, values) else { return false }
        let prepaid = totals.prepaid ?? .zero
        // Rounding is less than a unit.
        guard (gross - prepaid - payable).magnitude < DecimalNumber(millionths: 1_000_000) else { return false }
        return prepaid == .zero || isPrinted(prepaid, values)
    }

    /// Other values need not be printed; where they are not, and the page says something else, one of them is wrong.
    private static func other(_ field: Field, _ printed: [Field], _ values: PrintedValues) -> Finding? {
        guard let own = printed.first(where: { $0.name == field.name }), own.source != .derived,
            own.confidence >= sure, own.value != field.value, !isPrinted(field.value, values),
            !isPart(own.value, of: field.value)
        else { return nil }
        let words = FieldChecks.words(field.name)
        return mismatch(
            field.name,
            "Compare the \(words) with the page: the XML says \(field.value.canonical), the page \(own.value.canonical)."
        )
    }

    /// A number that was read only in part is no other number.
    private static func isPart(_ own: FieldValue, of value: FieldValue) -> Bool {
        guard case .text(let part) = own, case .text(let whole) = value else { return false }
        return Folding.folded(whole).contains(Folding.folded(part))
    }

    private static func isPrinted(_ value: FieldValue, _ values: PrintedValues) -> Bool {
        switch value {
        case .text(let text): values.evidence(of: text) != nil
        case .date(let date): values.evidence(of: date) != nil
        // A tax of nothing is left out.
        case .amount(let amount): amount.hundredths == 0 || values.evidence(of: amount) != nil
        }
    }

    /// Where the pages name accounts, each of the XML's is one of them: else the money goes astray by the one that is not.
    private static func account(_ invoice: EInvoice, _ layouts: [Layout]) -> [Finding] {
        let printed = layouts.flatMap(PrintedIds.find(in:)).filter { $0.kind == "IBAN" && $0.isValid }
        let stated = invoice.payment.accounts.map { String(decoding: CheckDigits.compact($0), as: UTF8.self) }
        let strange = stated.first { account in
            CheckDigits.iban(account) && !printed.contains { $0.text == account }
        }
        guard !printed.isEmpty, let strange else { return [] }
        return [
            Finding(
                .xmlMismatch,
                "Compare the account with the page: the XML's ends in \(strange.suffix(4)), the page's in \(printed[0].text.suffix(4)).",
                rule: "BT-84")
        ]
    }

    private static func amount(_ name: FieldName, _ fields: [Field]) -> Amount? {
        guard case .amount(let amount) = fields.first(where: { $0.name == name })?.value else { return nil }
        return amount
    }

    private static func mismatch(_ name: FieldName, _ detail: String) -> Finding {
        Finding(.xmlMismatch, detail, field: name)
    }
}
