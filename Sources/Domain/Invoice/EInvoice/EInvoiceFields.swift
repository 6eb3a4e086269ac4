/// The fields that an electronic invoice gives.
public enum EInvoiceFields {
    /// The fields of a document with an electronic invoice: what the XML says, with the place where the pages print the
    /// same; what it leaves out as it was read on the pages.
    ///
    /// `printed` is what was read on the pages alone.
    public static func merged(_ printed: [Field], with invoice: EInvoice, pages: [Page]) -> [Field] {
        let values = PrintedValues(pages.prefix(50).map(Layout.init))
        var fields: [FieldName: Field] = [:]
        for field in printed { fields[field.name] = field }
        let stated = stated(by: invoice)
        // Amounts of two sources would make no sum.
        if stated.contains(where: { $0.name == .total }) { for name in MoneyParts.names { fields[name] = nil } }
        for var field in stated {
            let same = printed.first { $0.name == field.name && $0.value == field.value }
            field.evidence = same?.evidence ?? evidence(of: field.value, values)
            fields[field.name] = field
        }
        if fields[.vat] == nil, case .amount(let net) = fields[.amount]?.value,
            case .amount(let total) = fields[.total]?.value
        {
            fields[.vat] = .derived(.vat, .amount(total - net), confidence: 0.95, rule: "total-minus-net")
        }
        return FieldName.invoice.compactMap { fields[$0] } + printed.filter { !FieldName.invoice.contains($0.name) }
    }

    /// What the XML says, its rule the number of the business term.
    static func stated(by invoice: EInvoice) -> [Field] {
        let gross = invoice.totals.gross ?? invoice.totals.payable
        func text(_ name: FieldName, _ term: String, _ text: String?) -> Field? {
            text.map { field(name, term, .text($0), $0) }
        }
        func date(_ name: FieldName, _ term: String, _ date: CalendarDate?) -> Field? {
            date.map { field(name, term, .date($0), $0.description) }
        }
        func amount(_ name: FieldName, _ term: String, _ number: DecimalNumber?) -> Field? {
            number.map { number in
                let raw = invoice.isTurned == true ? .zero - number : number
                return field(name, term, .amount(number.amount), raw.description)
            }
        }
        return [
            text(.invoiceNumber, "BT-1", invoice.number), date(.invoiceDate, "BT-2", invoice.issueDate),
            date(.dueDate, "BT-9", invoice.dueDate), text(.vendorName, "BT-27", invoice.seller.name),
            amount(.amount, "BT-109", invoice.totals.net), amount(.vat, "BT-110", invoice.totals.tax),
            amount(.total, invoice.totals.gross == nil ? "BT-115" : "BT-112", gross),
            text(.currency, "BT-5", invoice.currency),
        ].compactMap { $0 }
    }

    private static func field(_ name: FieldName, _ term: String, _ value: FieldValue, _ raw: String) -> Field {
        Field(name: name, value: value, raw: raw, evidence: nil, confidence: 1, source: .xml, rule: term)
    }

    private static func evidence(of value: FieldValue, _ values: PrintedValues) -> Evidence? {
        switch value {
        case .text(let text): values.evidence(of: text)
        case .date(let date): values.evidence(of: date)
        case .amount(let amount): values.evidence(of: amount)
        }
    }
}
