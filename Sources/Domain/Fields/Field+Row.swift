extension Prediction {
    /// The array of rows that `predictions_put` takes; what is too long is cut.
    public static func rows(_ predictions: [Prediction]) -> String {
        JSONWriter.rows(predictions) { json, prediction in
            json.member("name", prediction.name.rawValue)
            json.member("raw", prediction.raw.cut(1000))
            json.evidence(prediction.evidence)
            json.reason(prediction.confidence, prediction.source, prediction.rule)
        }
    }
}

extension Field {
    /// The array of rows that `fields_put` takes; what is too long is cut.
    public static func rows(_ fields: [Field]) -> String {
        JSONWriter.rows(fields) { json, field in
            json.member("name", field.name.rawValue)
            json.member("kind", field.value.kind)
            json.member("value", field.value.canonical.cut(1000))
            if let raw = field.raw { json.member("raw", raw.cut(1000)) }
            if let evidence = field.evidence { json.evidence(evidence) }
            json.reason(field.confidence, field.source, field.rule)
        }
    }
}

extension FieldValue {
    /// The `kind` of `field_type`.
    public var kind: String {
        switch self {
        case .text: "text"
        case .date: "date"
        case .amount: "amount"
        }
    }

    /// From a row's kind and canonical text.
    public init?(kind: String, canonical: String) {
        switch kind {
        case "date":
            guard let date = CalendarDate(iso: canonical) else { return nil }
            self = .date(date)
        case "amount":
            guard let amount = Amount(canonical: canonical) else { return nil }
            self = .amount(amount)
        default: self = .text(canonical)
        }
    }
}

extension JSONWriter {
    fileprivate static func rows<Row>(_ rows: [Row], _ members: (inout JSONWriter, Row) -> Void) -> String {
        var json = JSONWriter(capacity: 256 * rows.count + 2)
        json.array { json in
            for row in rows { json.object { members(&$0, row) } }
        }
        return json.text
    }

    fileprivate mutating func evidence(_ evidence: Evidence) {
        member("page", evidence.page)
        member("box", [evidence.box.left, evidence.box.top, evidence.box.right, evidence.box.bottom])
        member("words", evidence.words)
    }

    fileprivate mutating func reason(_ confidence: Double, _ source: FieldSource, _ rule: String) {
        member("confidence", DecimalText(share: confidence).text)
        member("source", source.rawValue)
        member("rule", rule)
    }
}
