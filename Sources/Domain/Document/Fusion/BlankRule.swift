import Glibc

/// Whether a blank stands between two characters of a line. A line recogniser knows the blanks, but rarely lets them win;
/// the weights were fitted on 60 receipts and hold for 96 of 100 gaps of others, and for sheets and screenshots.
struct BlankRule {
    /// What the word reader says of a gap.
    enum Vote: Equatable {
        /// Two words.
        case gap
        /// One word.
        case joined
    }

    /// Timesteps from a character to the next one that are usual on the line.
    private let usual: Double

    /// The rule for a line.
    init(_ characters: [RecognisedCharacter]) {
        let steps = zip(characters, characters.dropFirst()).map { $1.step - $0.step }.sorted()
        usual = Double(max(1, steps.isEmpty ? 1 : steps[steps.count / 2]))
    }

    /// Log-odds of a blank between the two; above 0 there is one.
    ///
    /// - Parameters:
    ///   - vote: of the word reader, nil where it says nothing.
    ///   - similarity: how far both agree on the line, 0 to 1.
    func odds(
        _ last: RecognisedCharacter, _ next: RecognisedCharacter, vote: Vote? = nil, similarity: Double = 0
    ) -> Double {
        let steps = min(Double(next.step - last.step), 10)
        let wide = min(Double(next.step - last.step) / usual, 4)
        let seen = log(next.blankBefore + 1e-5)
        let emitted = next.isBlankEmitted ? 1.0 : 0
        guard let vote else { return -1.37 + 1.12 * seen - 0.47 * emitted + 0.79 * steps + 1.97 * wide }
        let alone = -1.64 + 0.85 * seen - 0.24 * emitted + 0.75 * steps + 1.31 * wide
        return alone + (vote == .gap ? 0.28 + 1.60 * similarity : -1.02 - 0.21 * similarity)
    }
}
