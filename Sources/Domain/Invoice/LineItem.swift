/// A line of an invoice, whoever read it. Nil is what is not known.
public struct LineItem: Sendable, Hashable, Codable {
    /// 1 for the first.
    public var number: Int
    /// The line's number as the sender gives it.
    public var id: String?
    /// The article's number.
    public var article: String?
    /// What is sold.
    public var name: String?
    /// More about it.
    public var description: String?
    /// How much of it.
    public var quantity: DecimalNumber?
    /// Of what: UN/ECE Recommendation 20 in an electronic invoice, else as printed.
    public var unit: String?
    /// Net, for one unit.
    public var unitPrice: DecimalNumber?
    /// Net, for all of it.
    public var netAmount: DecimalNumber?
    /// UNTDID 5305.
    public var taxCategory: String?
    /// Per cent.
    public var taxRate: DecimalNumber?
    /// Where it stands.
    public var place: ItemPlace?
    /// 0 to 1.
    public var confidence: Double?
    /// Who says so.
    public var source: String?
}

/// The tax of one rate on an invoice, whoever read it. Nil is what is not known.
public struct TaxSubtotal: Sendable, Hashable, Codable {
    /// 1 for the first.
    public var number: Int
    /// UNTDID 5305.
    public var category: String?
    /// Per cent.
    public var rate: DecimalNumber?
    /// Net.
    public var taxableAmount: DecimalNumber?
    /// The tax on it.
    public var taxAmount: DecimalNumber?
    /// Why there is none.
    public var exemption: String?
    /// Where it stands.
    public var place: ItemPlace?
    /// 0 to 1.
    public var confidence: Double?
    /// Who says so.
    public var source: String?
}

extension LineItem {
    /// The columns of a row, as `line_items_put` takes them: numbers as text, what is too long cut.
    public func append(to json: inout JSONWriter) {
        json.object {
            $0.member("number", number)
            $0.member("id", id?.cut(100))
            $0.member("article", article?.cut(200))
            $0.member("name", name?.cut(1000))
            $0.member("description", description?.cut(1000))
            $0.member("quantity", quantity?.description)
            $0.member("unit", unit?.cut(30))
            $0.member("unit_price", unitPrice?.description)
            $0.member("net_amount", netAmount?.amount.description)
            $0.member("tax_category", taxCategory?.cut(10))
            $0.member("tax_rate", taxRate.flatMap(Self.rate))
            $0.rest(place, confidence, source)
        }
    }

    /// What fits a column for rates.
    static func rate(_ number: DecimalNumber) -> String? {
        number.magnitude < DecimalNumber(millionths: 100_000_000_000) ? number.description : nil
    }
}

extension TaxSubtotal {
    /// The columns of a row, as `tax_subtotals_put` takes them: numbers as text, what is too long cut.
    public func append(to json: inout JSONWriter) {
        json.object {
            $0.member("number", number)
            $0.member("category", category?.cut(10))
            $0.member("rate", rate.flatMap(LineItem.rate))
            $0.member("taxable_amount", taxableAmount?.amount.description)
            $0.member("tax_amount", taxAmount?.amount.description)
            $0.member("exemption", exemption?.cut(1000))
            $0.rest(place, confidence, source)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func rest(_ place: ItemPlace?, _ confidence: Double?, _ source: String?) {
        member("page", place?.page)
        member("box", place.map { [$0.box.left, $0.box.top, $0.box.right, $0.box.bottom] })
        member("confidence", confidence.map { DecimalText(share: $0).text })
        member("source", source)
    }
}

/// Where a line or a tax stands.
public struct ItemPlace: Sendable, Hashable, Codable {
    /// 1 for the first page.
    public var page: Int
    /// In pixels of that page.
    public var box: Box
}

extension EInvoice {
    /// Lines of an invoice that is read.
    public static let maxLines = 5000
    /// Parts of the tax, and allowances and charges, of an invoice that is read.
    public static let maxParts = 1000

    /// The lines; headings and subtotals left out.
    public var lineItems: [LineItem] {
        lines.lazy.filter { !$0.isInformation }.prefix(Self.maxLines).enumerated().map { number, line in
            let base = line.priceBase ?? DecimalNumber(millionths: 1_000_000)
            return LineItem(
                number: number + 1, id: line.id, article: line.article, name: line.name,
                description: line.description, quantity: line.quantity, unit: line.unit,
                unitPrice: line.price.flatMap { $0.divided(by: base) }, netAmount: line.net,
                taxCategory: line.category, taxRate: line.rate, confidence: 1, source: FieldSource.xml.rawValue)
        }
    }

    /// The parts of the tax, 100 at most.
    public var taxSubtotals: [TaxSubtotal] {
        taxes.prefix(100).enumerated().map { number, tax in
            TaxSubtotal(
                number: number + 1, category: tax.category, rate: tax.rate, taxableAmount: tax.base,
                taxAmount: tax.amount, exemption: tax.exemption, confidence: 1, source: FieldSource.xml.rawValue)
        }
    }
}
