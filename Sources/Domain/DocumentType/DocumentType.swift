/// What a document is taken for: which fields it has, what they must hold to, and which words mean something.
///
/// `invoice` is built in. A tenant extends it, or defines types of its own that have the fields of an invoice too, or
/// theirs alone.
public struct DocumentType: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Has the fields and checks of an invoice.
    public var isInvoice: Bool
    /// What the tenant defined: fields of its own, and what it adds to those of an invoice.
    public var fields: [FieldDefinition]
    /// What words on the pages lead to.
    public var rules: [KeywordRule]
    /// The lowest quality that is approved; nil for the built-in threshold.
    public var minQuality: Double?
    /// The lowest accuracy that is approved; nil for the built-in threshold.
    public var minAccuracy: Double?

    /// A type from its parts.
    public init(
        name: String, isInvoice: Bool, fields: [FieldDefinition] = [], rules: [KeywordRule] = [],
        minQuality: Double? = nil, minAccuracy: Double? = nil
    ) {
        self.name = name
        self.isInvoice = isInvoice
        self.fields = fields
        self.rules = rules
        self.minQuality = minQuality
        self.minAccuracy = minAccuracy
    }

    /// The built-in type.
    public static let invoice = DocumentType(name: "invoice", isInvoice: true)

    /// All fields in their order: an invoice's, then the tenant's.
    public var names: [FieldName] { (isInvoice ? FieldName.invoice : []) + own.map(\.name) }

    /// The fields that are no invoice's.
    var own: [FieldDefinition] { isInvoice ? fields.filter { !FieldName.invoice.contains($0.name) } : fields }

    /// The fields that every document of the type has. A tenant may ask for more of an invoice's, or for fewer.
    var required: [FieldName] {
        names.filter { name in
            fields.first { $0.name == name }?.isRequired ?? FieldName.requiredOfInvoices.contains(name)
        }
    }
}

/// A field of a document type.
public struct FieldDefinition: Sendable, Hashable, Decodable {
    /// What its value is.
    public enum Kind: String, Sendable, Hashable, Decodable {
        /// Text as it is printed.
        case text
        /// A day.
        case date
        /// Money.
        case amount
    }

    /// Its name.
    public var name: FieldName
    /// What its value is.
    public var kind: Kind
    /// Every document of the type has it.
    public var isRequired: Bool
    /// What is printed beside its value.
    public var labels: [String]
    /// Below it a person looks at the document; nil where there is no such limit.
    public var minConfidence: Double?
    /// What a language model is told of it.
    public var promptHint: String?

    private enum CodingKeys: String, CodingKey {
        case name, kind, labels
        case isRequired = "required"
        case minConfidence = "min_confidence"
        case promptHint = "prompt_hint"
    }

    /// A definition from its parts.
    public init(
        name: FieldName, kind: Kind, isRequired: Bool = false, labels: [String] = [], minConfidence: Double? = nil,
        promptHint: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.labels = labels
        self.minConfidence = minConfidence
        self.promptHint = promptHint
    }
}
