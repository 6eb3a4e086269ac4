/// Are the fields there, and were they found with some certainty?
enum FieldChecks {
    static func findings(_ fields: [Field], _ type: DocumentType) -> [Finding] {
        var findings: [Finding] = []
        let required = type.required
        for name in required where !fields.contains(where: { $0.name == name }) {
            findings.append(
                Finding(.missingField, "Enter the \(words(name)): none was found on the pages.", field: name))
        }
        for field in fields {
            let minimum = type.fields.first { $0.name == field.name }?.minConfidence
            guard required.contains(field.name) && field.confidence <= 0.5 || field.confidence < minimum ?? 0 else {
                continue
            }
            findings.append(
                Finding(
                    .lowConfidence,
                    "Compare the \(words(field.name)) with the page: \(field.value.canonical) is uncertain.",
                    field: field.name))
        }
        return findings
    }

    /// The field's name as it is said.
    static func words(_ name: FieldName) -> String {
        switch name {
        case .amount: "net amount"
        case .vat: "tax"
        case .vendorName: "vendor's name"
        default: String(name.rawValue.map { $0 == "_" ? " " : $0 })
        }
    }
}

/// Do the amounts make up an invoice?
enum MoneyChecks {
    static let creditNote = Finding(
        .creditNote, "Check the direction of payment: the document is a credit note, not an invoice.")

    static func findings(_ fields: [Field], _ layouts: [Layout]) -> [Finding] {
        var parts = MoneyParts()
        for field in fields where MoneyParts.names.contains(field.name) { parts[field.name] = field }
        var findings: [Finding] = []
        if let net = parts.value(.amount), let vat = parts.value(.vat), let total = parts.value(.total) {
            let parser = AmountParser(consensus: DocumentContext.decimalSign(of: layouts))
            if !parts.holds(CoinRounding(layouts, parser: parser)) {
                let amounts = [net, vat, total].map { Amount(hundredths: $0).description }
                findings.append(
                    Finding(
                        .arithmetic,
                        "Check the amounts: \(amounts[0]) net and \(amounts[1]) tax do not make up the total of \(amounts[2]).",
                        field: .total))
            } else if vat != 0, !TaxRates.isPlausible(vat: vat, net: net) {
                findings.append(
                    Finding(.taxRate, "Check the tax: it is an unusual share of the net amount.", field: .vat))
            }
        }
        if CreditNote.isOne(layouts) {
            findings.append(creditNote)
        } else if let total = parts.value(.total), total <= 0 {
            findings.append(
                Finding(
                    .totalNotPositive, "Check the total: \(Amount(hundredths: total)) is nothing to pay.", field: .total
                ))
        }
        return findings
    }
}

/// Can the dates be those of an invoice?
enum DateChecks {
    static func findings(_ fields: [Field], today: CalendarDate) -> [Finding] {
        var days: [FieldName: CalendarDate] = [:]
        for field in fields { if case .date(let day) = field.value { days[field.name] = day } }
        var findings: [Finding] = []
        guard let issue = days[.invoiceDate] else { return [] }
        if issue.dayNumber > today.dayNumber + 2 {
            findings.append(
                Finding(.futureDate, "Check the invoice date: \(issue) lies in the future.", field: .invoiceDate))
        }
        if issue.dayNumber < today.dayNumber - 3653 {
            findings.append(
                Finding(
                    .oldDate, "Check the invoice date: \(issue) lies more than ten years back.", field: .invoiceDate))
        }
        if let due = days[.dueDate], due < issue {
            findings.append(
                Finding(
                    .dueBeforeIssue, "Check both dates: due on \(due), before the invoice of \(issue).", field: .dueDate
                ))
        }
        return findings
    }
}

/// Were the pages read at all, and how well?
enum TextChecks {
    /// No words, or none that can be relied on; nil where there is text.
    static func findings(_ pages: [Page]) -> Finding? {
        let words = pages.reduce(0) { $0 + $1.words.count }
        if words == 0 { return Finding(.noText, "Look at the document itself: no text was found on its pages.") }
        let readable = pages.flatMap(\.words).count { word in
            word.confidence >= 0.6 && word.text.count(where: { $0.isLetter || $0.isNumber }) >= 2
        }
        if readable < 5 || readable * 8 < words {
            return Finding(.unreadable, "Scan or photograph the document again: hardly a word of it could be read.")
        }
        return nil
    }

    /// One finding for each page that could not be read, of the first ten.
    static func unread(_ pages: [Page]) -> [Finding] {
        pages.filter { $0.unread != nil }.prefix(10).map { page in
            let why =
                page.unread == DocumentProblem.Code.tooLarge.rawValue
                ? "it is too large, or has too many specks" : "it is damaged, or of a kind that is not read"
            return Finding(.unreadPage, "Look at page \(page.number) itself: it could not be read, for \(why).")
        }
    }

    /// One finding for each thing that is wrong with a picture, however many pages have it.
    static func captures(_ pages: [Page]) -> [Finding] {
        let problems = pages.flatMap { $0.reading?.capture ?? [] }
        return CaptureProblem.allCases.filter(problems.contains).map { problem in
            Finding(problem == .cutOff ? .cutOff : .capture, problem.detail)
        }
    }

    /// Mean confidence over all words of all pages.
    static func confidence(_ pages: [Page]) -> Double {
        let words = pages.reduce(0) { $0 + $1.words.count }
        return words == 0 ? 0 : pages.reduce(0) { $0 + $1.words.reduce(0) { $0 + $1.confidence } } / Double(words)
    }

    /// One finding for each id whose check digit is wrong; account numbers are not repeated in full.
    static func checkDigits(_ ids: [PrintedId]) -> [Finding] {
        ids.filter { !$0.isValid }.prefix(5).map { id in
            Finding(
                .checkDigit,
                "Compare the \(id.kind) ending in \(id.text.suffix(4)) with the page: its check digit is wrong.")
        }
    }

    /// A finding where the words were read with little certainty.
    static func pageConfidence(_ confidence: Double) -> [Finding] {
        guard confidence < 0.7 else { return [] }
        return [Finding(.pageConfidence, "Compare all fields with the page: the image was hard to read.")]
    }
}
