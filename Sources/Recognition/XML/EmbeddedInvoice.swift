import Domain

/// The electronic invoice inside a PDF.
enum EmbeddedInvoice {
    /// Bytes of a file inside that are unpacked.
    private static let limit = 10_485_760

    /// What the PDF's XML says; nil where it has none. What is wrong with it is told in the result, as the pages can be
    /// read without it.
    static func find(in pdf: PDFFile, isCancelled: () -> Bool) throws -> EInvoiceReading? {
        var best: EInvoiceReading?
        try pdf.attachments(limit: limit, total: 2 * limit, rank: rank) { file, rank in
            let reading = try read(file, isKnown: rank < EInvoiceReading.attachmentNames.count, isCancelled)
            guard let reading else { return }
            guard let found = best?.invoice else {
                best = reading.invoice != nil || best == nil ? reading : best
                return
            }
            if let other = reading.invoice, !found.agrees(with: other), best?.rival == nil {
                best?.rival = reading.attachment
            }
        }
        return best
    }

    /// Nil where the name is not one of an XML file.
    private static func rank(_ name: String) -> Int? {
        let name = name.lowercased()
        guard name.hasSuffix(".xml") else { return nil }
        return EInvoiceReading.attachmentNames.firstIndex(of: name) ?? EInvoiceReading.attachmentNames.count
    }

    /// Nil for XML that is no invoice and has not the name of one.
    private static func read(
        _ file: PDFAttachment, isKnown: Bool, _ isCancelled: () -> Bool
    ) throws -> EInvoiceReading? {
        let name = FileName(file.name).display
        do {
            guard let bytes = file.bytes, !bytes.isEmpty else {
                if isKnown { throw unpacking }
                return nil
            }
            let invoice = try bytes.withUnsafeBytes { try EInvoiceFile.read($0, isCancelled: isCancelled) }
            return EInvoiceReading(invoice: invoice, attachment: name)
        } catch let problem as DocumentProblem {
            guard isKnown || problem.code != .unsupportedType else { return nil }
            return EInvoiceReading(invoice: nil, attachment: name, problem: problem.detail)
        }
    }

    private static let unpacking = DocumentProblem(
        .invalidFile, "The XML cannot be unpacked, or has more than 10 MB, all inside the PDF more than 20.")
}
