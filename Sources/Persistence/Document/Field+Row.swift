import Domain

extension Prediction {
    /// The prediction of a row; nil where a later release wrote it, of a source that this one does not know.
    public init?(_ row: PredictionListRow) {
        guard let source = FieldSource(rawValue: row.source) else { return nil }
        let box = Box(left: row.boxLeft, top: row.boxTop, right: row.boxRight, bottom: row.boxBottom)
        self.init(
            name: FieldName(rawValue: row.name), raw: row.raw,
            evidence: Evidence(page: row.page, box: box, words: row.words), confidence: row.confidence.double,
            source: source, rule: row.rule)
    }
}

extension Field {
    /// The field of a row; nil where a later release wrote it, of a source that this one does not know.
    public init?(_ row: FieldListRow) {
        guard let source = FieldSource(rawValue: row.source),
            let value = FieldValue(kind: row.kind, canonical: row.value)
        else { return nil }
        self.init(
            name: FieldName(rawValue: row.name), value: value, raw: row.raw, evidence: Evidence(row),
            confidence: row.confidence.double, source: source, rule: row.rule)
    }
}

extension Evidence {
    fileprivate init?(_ row: FieldListRow) {
        guard let page = row.page, let left = row.boxLeft, let top = row.boxTop, let right = row.boxRight,
            let bottom = row.boxBottom
        else { return nil }
        self.init(page: page, box: Box(left: left, top: top, right: right, bottom: bottom), words: row.words ?? [])
    }
}
