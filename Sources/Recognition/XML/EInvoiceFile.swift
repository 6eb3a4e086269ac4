import CLibXML2
import Domain

/// Electronic invoices, from their bytes.
public enum EInvoiceFile {
    /// The invoice that the XML in `bytes` is.
    ///
    /// - Throws: `.unsupportedType` where it is other XML or none; `.invalidFile`, `.tooLarge`;
    ///   `RecognitionError.cancelled`.
    public static func read(
        _ bytes: UnsafeRawBufferPointer, isCancelled: () -> Bool = { false }
    ) throws -> EInvoice {
        guard let prolog = XMLProlog(bytes) else { throw notXML }
        if let problem = prolog.problem { throw problem }
        let root = try XMLReader.read(bytes, isCancelled: isCancelled)
        // What the prolog told is told again by what was read, for files whose root it did not reach.
        guard let name = prolog.root, let syntax = EInvoiceSyntax(root: name, namespace: prolog.namespace),
            name == root.name
        else { throw notXML }
        guard let invoice = EInvoice(root, syntax: syntax) else {
            throw DocumentProblem(.invalidFile, "The XML holds nothing of an invoice. Send it again.")
        }
        guard invoice.lines.count <= EInvoice.maxLines else {
            throw DocumentProblem(
                .tooLarge, "The invoice has more than \(EInvoice.maxLines) lines. Send it in parts.")
        }
        guard invoice.taxes.count <= EInvoice.maxParts, invoice.allowances.count <= EInvoice.maxParts else {
            throw DocumentProblem(
                .tooLarge,
                "The invoice has more than \(EInvoice.maxParts) taxes, or allowances and charges. Send it in parts.")
        }
        return invoice
    }

    private static let notXML = DocumentProblem(
        .unsupportedType, "The XML is no invoice: UBL, CII (Factur-X, XRechnung) and ZUGFeRD 1 are read.")
}
