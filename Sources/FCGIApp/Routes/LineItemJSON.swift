import Domain
import Persistence

extension JSONWriter {
    /// A line of an invoice.
    mutating func lineItem(_ row: DocumentShowLinesRow) {
        object {
            $0.member("number", row.number)
            $0.member("id", row.id)
            $0.member("article", row.article)
            $0.member("name", row.name)
            $0.member("description", row.description)
            $0.member("quantity", row.quantity.flatMap(\.trimmed))
            $0.member("unit", row.unit)
            $0.member("unit_price", row.unitPrice.flatMap(\.trimmed))
            $0.member("net_amount", row.netAmount)
            $0.member("tax_category", row.taxCategory)
            $0.member("tax_rate", row.taxRate.flatMap(\.trimmed))
            $0.evidence(row.page, [row.boxLeft, row.boxTop, row.boxRight, row.boxBottom])
            $0.member("confidence", row.confidence)
            $0.member("source", row.source)
        }
    }

    /// The tax of one rate.
    mutating func taxSubtotal(_ row: DocumentShowTaxesRow) {
        object {
            $0.member("number", row.number)
            $0.member("category", row.category)
            $0.member("rate", row.rate.flatMap(\.trimmed))
            $0.member("taxable_amount", row.taxableAmount)
            $0.member("tax_amount", row.taxAmount)
            $0.member("exemption", row.exemption)
            $0.evidence(row.page, [row.boxLeft, row.boxTop, row.boxRight, row.boxBottom])
            $0.member("confidence", row.confidence)
            $0.member("source", row.source)
        }
    }

    private mutating func evidence(_ page: Int?, _ edges: [Int?]) {
        let box = edges.compactMap { $0 }
        member("page", page)
        member("box", box.count == 4 ? box : nil)
    }
}

extension DecimalText {
    /// Without the zeros that a column fills up with.
    fileprivate var trimmed: DecimalNumber? { DecimalNumber(text) }
}
