/// The two figures of an evaluation.
///
/// Calibration: on the development sets (invoices, synth, receipts, photos; 123 documents, read by the text layer or by
/// Tesseract) 566 fields were put in bins of 0.1 by confidence and counted right or wrong against the truth: 0.33 of those
/// near 0.27 were right, 0.38 near 0.45, 0.69 near 0.53, 0.75 near 0.65, 0.90 near 0.73, 0.96 near 0.85, 0.99 near 0.96.
/// `calibrated` is a line through those bins, mostly a little below them: a fresh set is always a little worse.
struct Scores {
    /// How well the document was read and holds together.
    let quality: Double
    /// The estimated share of fields that are right.
    let accuracy: Double

    init(fields: [Field], required: [FieldName], findings: [Finding], reading: Double, ids: [PrintedId]) {
        let names = Set(fields.map(\.name))
        let missing = required.filter { !names.contains($0) }.count
        let complete = 1 - Double(missing) / Double(max(1, required.count))
        // What a field's own finding or a keyword says tells nothing of how the document holds together.
        let grave = findings.count {
            $0.code.isBlocking && ![.missingField, .lowConfidence, .keyword].contains($0.code)
        }
        let light = findings.count { !$0.code.isBlocking }
        let consistency = max(0, 1 - 0.5 * Double(grave) - 0.1 * Double(light))
        let isProved = fields.contains { $0.rule == "equation" || $0.source == .xml }
        quality = Self.rounded(
            0.4 * reading + 0.3 * complete + 0.2 * consistency + 0.1
                * (isProved ? 1 : ids.contains(where: \.isValid) ? 0.6 : 0.3))

        let invalid = ids.contains { !$0.isValid }
        let confidences = fields.map { Self.calibrated($0.confidence) * (invalid && $0.name == .vendorName ? 0.95 : 1) }
        let asked = confidences.count + missing
        // Where nothing was asked for and nothing found, nothing is wrong.
        accuracy = asked == 0 ? 1 : Self.rounded(confidences.reduce(0, +) / Double(asked))
    }

    /// From a field's confidence to the measured share of right ones.
    static func calibrated(_ confidence: Double) -> Double {
        for (low, high) in zip(bins, bins.dropFirst()) where confidence <= high.confidence {
            let share = (confidence - low.confidence) / (high.confidence - low.confidence)
            return low.right + max(0, share) * (high.right - low.right)
        }
        return bins[bins.count - 1].right
    }

    private static let bins: [(confidence: Double, right: Double)] = [
        (0, 0.1), (0.27, 0.33), (0.45, 0.42), (0.54, 0.65), (0.65, 0.74), (0.73, 0.87), (0.85, 0.94), (0.96, 0.975),
        (1, 0.98),
    ]

    private static func rounded(_ value: Double) -> Double { (min(1, max(0, value)) * 1000).rounded() / 1000 }
}
