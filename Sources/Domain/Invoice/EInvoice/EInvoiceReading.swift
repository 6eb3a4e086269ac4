/// What was made of the XML of a document, or in it.
public struct EInvoiceReading: Sendable, Hashable, Codable {
    /// What the XML says; nil where it could not be read.
    public var invoice: EInvoice?
    /// The name of the file inside the PDF; nil where the document itself is the XML.
    public var attachment: String?
    /// Why the XML inside the PDF could not be read, in words for a reviewer.
    public var problem: String?
    /// The name of another invoice inside the same PDF that says something else.
    public var rival: String?

    /// A reading from its parts.
    public init(
        invoice: EInvoice?, attachment: String? = nil, problem: String? = nil, rival: String? = nil
    ) {
        self.invoice = invoice
        self.attachment = attachment
        self.problem = problem
        self.rival = rival
    }

    /// The names under which invoices are put into PDFs, the likeliest first.
    public static let attachmentNames = [
        "factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml", "cii-invoice.xml", "ubl-invoice.xml",
    ]
}

extension EInvoice {
    /// Whether both say the same of what matters most.
    public func agrees(with other: EInvoice) -> Bool {
        number == other.number && totals.gross == other.totals.gross && totals.payable == other.totals.payable
            && currency == other.currency && payment.accounts == other.payment.accounts
    }
}
