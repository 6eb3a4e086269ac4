/// The labels that a tenant defined for its fields.
struct OwnLabels: Sendable {
    /// More words than a label has.
    static let longest = 8
    let phrases: Lexicon<LabelKind>

    /// Nil where there are none.
    init?(_ type: DocumentType) {
        let entries = type.fields.filter { !$0.labels.isEmpty }.map { field in
            let words = field.labels.map { $0.replacing(",", with: " ") }.joined(separator: ",")
            return (meaning: LabelKind.own(field.name), words: words)
        }
        guard !entries.isEmpty else { return nil }
        phrases = Lexicon(entries)
    }
}
