import Domain
import FoundationEssentials
import JobQueue
import Persistence

/// Rows back into the values of Domain.
public enum StoredFields {
    /// The predictions for the job's document.
    public static func predictions(_ job: HeldJob, _ session: WorkerSession) throws -> [Prediction] {
        try session.predictionList(lease: job.lease).compactMap { row in
            guard let source = FieldSource(rawValue: row.source) else { return nil }
            let box = Box(left: row.boxLeft, top: row.boxTop, right: row.boxRight, bottom: row.boxBottom)
            return Prediction(
                name: FieldName(rawValue: row.name), raw: row.raw,
                evidence: Evidence(page: row.page, box: box, words: try ids(row.words)),
                confidence: row.confidence.double, source: source, rule: row.rule)
        }
    }

    /// The fields of the job's document.
    public static func fields(_ job: HeldJob, _ session: WorkerSession) throws -> [Field] {
        try session.fieldList(lease: job.lease).compactMap { row in
            guard let source = FieldSource(rawValue: row.source),
                let value = FieldValue(kind: row.kind, canonical: row.value)
            else { return nil }
            return Field(
                name: FieldName(rawValue: row.name), value: value, raw: row.raw, evidence: try evidence(row),
                confidence: row.confidence.double, source: source, rule: row.rule)
        }
    }

    private static func evidence(_ row: FieldListRow) throws -> Evidence? {
        guard let page = row.page, let left = row.boxLeft, let top = row.boxTop, let right = row.boxRight,
            let bottom = row.boxBottom
        else { return nil }
        return Evidence(
            page: page, box: Box(left: left, top: top, right: right, bottom: bottom),
            words: try ids(row.words ?? "[]"))
    }

    private static func ids(_ json: String) throws -> [Int] {
        try JSONDecoder().decode([Int].self, from: Data(json.utf8))
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
