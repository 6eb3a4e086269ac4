/// Turns predictions, of rules or of a model, into fields: values normalised, checked against each other, completed.
public enum InvoiceExtraction {
    /// One field a name at most, in the order of the type's; a prediction that cannot be read as its kind is dropped.
    public static func extract(
        _ predictions: [Prediction], pages: [Page], as type: DocumentType = .invoice
    ) -> [Field] {
        let layouts = pages.prefix(50).map(Layout.init)
        var best: [FieldName: Prediction] = [:]
        for prediction in predictions where prediction.confidence > best[prediction.name]?.confidence ?? -1 {
            best[prediction.name] = prediction
        }
        let fields = type.isInvoice ? invoice(best, layouts) : []
        let currency = fields.first { $0.name == .currency }?.value.canonical
        let decision = OwnFieldDecision(layouts: layouts, currency: currency)
        return fields
            + type.own.compactMap { definition in best[definition.name].flatMap { decision.field($0, definition.kind) }
            }
    }

    private static func invoice(_ best: [FieldName: Prediction], _ layouts: [Layout]) -> [Field] {
        var fields: [FieldName: Field] = [:]
        for name in [FieldName.invoiceNumber, .vendorName] {
            if let prediction = best[name], let text = TextValue.normalised(prediction.raw, name) {
                fields[name] = Field(prediction, value: .text(text))
            }
        }
        fields[.currency] = CurrencyDecision(layouts: layouts).field(best[.currency])
        let currency = fields[.currency]?.value.canonical
        for field in DateDecision(layouts: layouts, currency: currency).fields(best[.invoiceDate], best[.dueDate]) {
            fields[field.name] = field
        }
        for field in MoneyDecision(layouts: layouts).fields(best) { fields[field.name] = field }
        return FieldName.invoice.compactMap { fields[$0] }
    }
}

extension Field {
    /// A field that says what a prediction says, in normalised form.
    init(_ prediction: Prediction, value: FieldValue, confidence: Double? = nil) {
        self.init(
            name: prediction.name, value: value, raw: prediction.raw, evidence: prediction.evidence,
            confidence: min(1, max(0, confidence ?? prediction.confidence)), source: prediction.source,
            rule: prediction.rule)
    }

    /// A field that follows from others.
    static func derived(_ name: FieldName, _ value: FieldValue, confidence: Double, rule: String) -> Field {
        Field(
            name: name, value: value, raw: nil, evidence: nil, confidence: min(1, max(0, confidence)), source: .derived,
            rule: rule)
    }
}

/// Texts as they are to be shown.
enum TextValue {
    /// One blank for each run of blanks, no control characters, none around; nil where nothing is left.
    static func normalised(_ raw: String, _ name: FieldName) -> String? {
        var text = ""
        for scalar in raw.unicodeScalars {
            if scalar.properties.isWhitespace {
                if !text.isEmpty, text.last != " " { text.append(" ") }
            } else if scalar.properties.generalCategory != .control, scalar.properties.generalCategory != .format {
                text.unicodeScalars.append(scalar)
            }
            if text.utf8.count > 200 { break }
        }
        if text.last == " " { text.removeLast() }
        if name == .invoiceNumber {
            text = NumberRule.trimmed(text)
            guard text.utf8.contains(where: \.isDigit) else { return nil }
        }
        if name == .vendorName { text = withLegalForm(text) }
        return text.contains(where: { $0.isLetter || $0.isNumber }) ? text : nil
    }

    /// `SON BHD` is a misread `SDN BHD`: no other word stands before that one.
    private static func withLegalForm(_ text: String) -> String {
        var words = text.split(separator: " ").map(String.init)
        guard words.count >= 3, Folding.folded(words[words.count - 1]) == "bhd" else { return text }
        let form = words[words.count - 2]
        let folded = Folding.folded(form)
        guard folded.utf8.count == 3, folded.hasPrefix("s"), folded.hasSuffix("n"), folded != "sdn" else { return text }
        words[words.count - 2] = (form == form.uppercased() ? "SDN" : "Sdn") + (form.hasSuffix(".") ? "." : "")
        return words.joined(separator: " ")
    }
}
