/// The name of a field: one of an invoice's, or one that a tenant defined.
public struct FieldName: RawRepresentable, Sendable, Hashable, Codable {
    /// Lower-case letters, digits and `_`.
    public let rawValue: String

    /// Any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The seller's number for the invoice, as printed.
    public static let invoiceNumber = FieldName(rawValue: "invoice_number")
    /// The day of issue.
    public static let invoiceDate = FieldName(rawValue: "invoice_date")
    /// The day by which it is to be paid.
    public static let dueDate = FieldName(rawValue: "due_date")
    /// Who sells.
    public static let vendorName = FieldName(rawValue: "vendor_name")
    /// Net: the sum before tax.
    public static let amount = FieldName(rawValue: "amount")
    /// The tax, all rates together.
    public static let vat = FieldName(rawValue: "vat")
    /// Gross: the sum with tax.
    public static let total = FieldName(rawValue: "total")
    /// ISO 4217 code.
    public static let currency = FieldName(rawValue: "currency")

    /// The fields that every invoice has.
    public static let requiredOfInvoices: [FieldName] = [.invoiceNumber, .invoiceDate, .vendorName, .total, .currency]

    /// The fields of an invoice, in their order.
    public static let invoice: [FieldName] = [
        .invoiceNumber, .invoiceDate, .dueDate, .vendorName, .amount, .vat, .total, .currency,
    ]
}

/// Where on the page a field was found.
public struct Evidence: Sendable, Hashable {
    /// 1 for the first page.
    public var page: Int
    /// The words' common box, in pixels of that page.
    public var box: Box
    /// The `id`s of the words on that page.
    public var words: [Int]

    /// Evidence from its parts.
    public init(page: Int, box: Box, words: [Int]) {
        self.page = page
        self.box = box
        self.words = words
    }
}

/// Who says so.
public enum FieldSource: String, Sendable, Hashable {
    /// The built-in rules.
    case rules
    /// A language model.
    case llm
    /// Calculated from other fields.
    case derived
    /// An electronic invoice's XML: exact.
    case xml
}

/// What prediction gives: raw text that is taken for a field, and why.
public struct Prediction: Sendable, Hashable {
    /// Which field.
    public var name: FieldName
    /// The text as it stands on the page.
    public var raw: String
    /// Where it stands.
    public var evidence: Evidence
    /// 0 to 1.
    public var confidence: Double
    /// Who says so.
    public var source: FieldSource
    /// Short stable name of the rule that found it, `label`, `equation`, `legal-suffix`, …
    public var rule: String

    /// A prediction from its parts.
    public init(
        name: FieldName, raw: String, evidence: Evidence, confidence: Double, source: FieldSource, rule: String
    ) {
        self.name = name
        self.raw = raw
        self.evidence = evidence
        self.confidence = confidence
        self.source = source
        self.rule = rule
    }
}

/// A normalised value.
public enum FieldValue: Sendable, Hashable {
    /// Text as it is to be shown: a number, a name, a currency code.
    case text(String)
    /// A day.
    case date(CalendarDate)
    /// Money.
    case amount(Amount)

    /// The canonical text: the text itself, `yyyy-mm-dd`, `1234.56`.
    public var canonical: String {
        switch self {
        case .text(let text): text
        case .date(let date): date.description
        case .amount(let amount): amount.description
        }
    }
}

/// A field with its normalised value; evidence is nil where it was derived.
public struct Field: Sendable, Hashable {
    /// Which field.
    public var name: FieldName
    /// The normalised value.
    public var value: FieldValue
    /// The text as it stands on the page, nil where it was derived.
    public var raw: String?
    /// Where it stands, nil where it was derived.
    public var evidence: Evidence?
    /// 0 to 1.
    public var confidence: Double
    /// Who says so.
    public var source: FieldSource
    /// Short stable name of the rule.
    public var rule: String

    /// A field from its parts.
    public init(
        name: FieldName, value: FieldValue, raw: String?, evidence: Evidence?, confidence: Double,
        source: FieldSource, rule: String
    ) {
        self.name = name
        self.value = value
        self.raw = raw
        self.evidence = evidence
        self.confidence = confidence
        self.source = source
        self.rule = rule
    }
}
