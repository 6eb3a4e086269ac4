/// What evaluation gives.
public struct Evaluation: Sendable, Hashable {
    /// What is to be done with a document.
    public enum Decision: String, Sendable, Hashable, Codable {
        /// Good enough to go on without a look.
        case approved
        /// Somebody has to look at it.
        case manualReview = "manual_review"
    }

    /// How well the document was read and holds together, 0 to 1.
    public var quality: Double
    /// The estimated share of fields that are right, 0 to 1.
    public var accuracy: Double
    /// What is to be done.
    public var decision: Decision
    /// What a reviewer should check, the gravest first.
    public var findings: [Finding]

    /// An evaluation from its parts.
    public init(quality: Double, accuracy: Double, decision: Decision, findings: [Finding]) {
        self.quality = quality
        self.accuracy = accuracy
        self.decision = decision
        self.findings = findings
    }
}

/// Something that a reviewer should check.
public struct Finding: Sendable, Hashable {
    /// The stable code that clients may act on.
    public enum Code: String, Sendable, Hashable, CaseIterable, Codable {
        /// The pages hold no words.
        case noText = "no_text"
        /// The pages hold words, but hardly any that was read with certainty.
        case unreadable
        /// A page could not be read at all.
        case unreadPage = "unread_page"
        /// A field that every invoice has was not found.
        case missingField = "missing_field"
        /// Net and tax do not make up the total.
        case arithmetic
        /// The share of tax is none that is known.
        case taxRate = "tax_rate"
        /// The invoice date lies in the future.
        case futureDate = "future_date"
        /// The invoice date lies too far in the past.
        case oldDate = "old_date"
        /// The due date lies before the invoice date.
        case dueBeforeIssue = "due_before_issue"
        /// The document is a credit note.
        case creditNote = "credit_note"
        /// A total of nothing, or below it.
        case totalNotPositive = "total_not_positive"
        /// A field was found with little certainty.
        case lowConfidence = "low_confidence"
        /// A check digit is wrong.
        case checkDigit = "check_digit"
        /// The page was read with little certainty.
        case pageConfidence = "page_confidence"
        /// The picture of a page is blurred, dark, faint, or too small.
        case capture
        /// The picture of a page does not show all of it.
        case cutOff = "cut_off"
        /// The pages hold a word that a rule of the tenant's wants a person to see.
        case keyword
        /// The electronic invoice's amounts do not add up.
        case xmlArithmetic = "xml_arithmetic"
        /// The electronic invoice breaks another rule of its norm.
        case xmlRule = "xml_rule"
        /// The electronic invoice says something else than the pages show.
        case xmlMismatch = "xml_mismatch"
        /// The PDF holds an electronic invoice that cannot be read.
        case xmlUnreadable = "xml_unreadable"
        /// The PDF holds two electronic invoices that differ.
        case xmlAmbiguous = "xml_ambiguous"

        /// Whether a document with it is never approved.
        public var isBlocking: Bool {
            switch self {
            case .capture, .checkDigit, .pageConfidence, .taxRate, .xmlRule: false
            default: true
            }
        }
    }

    /// The stable code.
    public var code: Code
    /// A sentence that says what to check.
    public var detail: String
    /// The field it is about, nil for the whole document.
    public var field: FieldName?
    /// The rule or business term of EN 16931 it is about, `BR-CO-15`, `BT-84`.
    public var rule: String?

    /// A finding from its parts.
    public init(_ code: Code, _ detail: String, field: FieldName? = nil, rule: String? = nil) {
        self.code = code
        self.detail = detail
        self.field = field
        self.rule = rule
    }
}
