/// All that is to be said of a document's XML.
enum EInvoiceChecks {
    static func findings(_ reading: EInvoiceReading, printed: [Field], layouts: [Layout]) -> [Finding] {
        var findings: [Finding] = []
        if let problem = reading.problem {
            findings.append(Finding(.xmlUnreadable, "Look at the XML inside the PDF: it was not used. \(problem)"))
        }
        guard let invoice = reading.invoice else { return findings }
        if let rival = reading.rival {
            findings.append(
                Finding(
                    .xmlAmbiguous,
                    "Ask the sender which counts: \(rival) inside the PDF is another invoice than the one read."
                ))
        }
        return findings + EInvoiceRules.findings(invoice)
            + EInvoiceComparison.findings(invoice, printed: printed, layouts: layouts)
    }
}
