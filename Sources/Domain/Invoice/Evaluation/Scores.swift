/// The two figures of an evaluation.
///
/// Calibration: on the development sets (invoices, synth, receipts, photos; 123 documents, read by the text layer or by
/// Tesseract) fields were put in bins by confidence and counted right or wrong against the truth; `calibrated` is a line
/// through those bins, kept below what was measured since a fresh set is always a little worse.
struct Scores {
    /// How well the document was read and holds together.
    let quality: Double
    /// The estimated share of fields that are right.
    let accuracy: Double

    init(fields: [Field], findings: [Finding], reading: Double, ids: [PrintedId]) {
        let names = Set(fields.map(\.name))
        let missing = InvoiceEvaluation.required.filter { !names.contains($0) }.count
        let complete = 1 - Double(missing) / Double(InvoiceEvaluation.required.count)
        let grave = findings.count { $0.code.isBlocking && $0.code != .missingField && $0.code != .lowConfidence }
        let light = findings.count { !$0.code.isBlocking }
        let consistency = max(0, 1 - 0.5 * Double(grave) - 0.1 * Double(light))
        let isProved = fields.contains { $0.rule == "equation" }
        quality = Self.rounded(
            0.4 * reading + 0.3 * complete + 0.2 * consistency + 0.1
                * (isProved ? 1 : ids.contains(where: \.isValid) ? 0.6 : 0.3))

        let invalid = ids.contains { !$0.isValid }
        let confidences = fields.map { Self.calibrated($0.confidence) * (invalid && $0.name == .vendorName ? 0.95 : 1) }
        accuracy = Self.rounded(confidences.reduce(0, +) / Double(max(1, confidences.count + missing)))
    }

    /// From a field's confidence to the measured share of right ones.
    static func calibrated(_ confidence: Double) -> Double { min(0.98, max(0.05, confidence)) }

    private static func rounded(_ value: Double) -> Double { (min(1, max(0, value)) * 1000).rounded() / 1000 }
}
