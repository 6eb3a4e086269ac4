/// The languages of electronic invoices that are read, told by the root element.
public enum EInvoiceSyntax: String, Sendable, Hashable, Codable, CaseIterable {
    /// UN/CEFACT Cross Industry Invoice D16B: Factur-X, ZUGFeRD 2, XRechnung.
    case cii
    /// OASIS UBL 2.1 Invoice and CreditNote: Peppol BIS, XRechnung.
    case ubl
    /// ZUGFeRD 1.0.
    case zugferd1

    /// The language of a root element; nil where it is no invoice.
    public init?(root: String, namespace: String) {
        switch (namespace, root) {
        case ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "CrossIndustryInvoice"): self = .cii
        case ("urn:ferd:CrossIndustryDocument:invoice:1p0", "CrossIndustryDocument"): self = .zugferd1
        case ("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "Invoice"),
            ("urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", "CreditNote"):
            self = .ubl
        default: return nil
        }
    }
}

extension XMLProlog {
    /// Why XML that begins so is not taken for an invoice; nil where it may be one.
    ///
    /// Where the bytes end before the root, as behind a long comment, only reading the whole file tells.
    public var problem: DocumentProblem? {
        if let encoding, XMLEncoding.known(encoding) == nil {
            return DocumentProblem(
                .invalidFile, "The XML is written in the encoding \(encoding.cut(30)). Send it in UTF-8.")
        }
        guard let root else {
            return hasDoctype && isPage ? Self.unsupported : nil
        }
        if EInvoiceSyntax(root: root, namespace: namespace) != nil { return nil }
        if root.hasPrefix("SCRDMCCBDACIO") || root.hasPrefix("Order") {
            return DocumentProblem(.unsupportedType, "The XML is an order, not an invoice. Send an invoice.")
        }
        return Self.unsupported
    }

    private var isPage: Bool { ["html", "svg"].contains(doctype?.lowercased()) }

    private static let unsupported = DocumentProblem(
        .unsupportedType,
        "The XML is no invoice. Of XML, only invoices as UBL, CII (Factur-X, XRechnung) or ZUGFeRD 1 are read.")
}
