/// From the probabilities of a line recogniser to characters: connectionist temporal classification, over the letters of
/// languages that are written in Latin letters alone, so that a speck never becomes a Chinese character.
public struct LineDecoder: Sendable {
    /// A character with where and how surely it was read.
    public struct Emission: Sendable, Hashable {
        /// The character.
        public var text: Character
        /// Highest probability over its timesteps.
        public var probability: Double
        /// First timestep that emits it.
        public var first: Int
        /// Last timestep that emits it.
        public var last: Int
        /// Highest probability of a blank between the one before and this; 0 for the first.
        public var blankBefore: Double
        /// Whether a blank won there.
        public var isBlankEmitted: Bool

        /// An emission from its parts.
        public init(
            text: Character, probability: Double, first: Int, last: Int, blankBefore: Double, isBlankEmitted: Bool
        ) {
            self.text = text
            self.probability = probability
            self.first = first
            self.last = last
            self.blankBefore = blankBefore
            self.isBlankEmitted = isBlankEmitted
        }
    }

    /// Classes of a timestep: nothing, the dictionary's entries, the blank between words.
    public let classCount: Int
    private let letters: [(index: Int, text: Character)]
    private let blank: Int

    /// - Parameter dictionary: the model's characters in order; class 0 is "nothing" and comes before them, the blank behind.
    public init(dictionary: [String]) {
        classCount = dictionary.count + 2
        blank = dictionary.count + 1
        letters = dictionary.enumerated().compactMap { index, entry in
            guard entry.unicodeScalars.count == 1, let scalar = entry.unicodeScalars.first,
                (0x21...0x7E).contains(scalar.value) || (0xA1...0x24F).contains(scalar.value)
            else { return nil }
            return (index + 1, Character(scalar))
        }
    }

    /// The characters of a line.
    ///
    /// - Parameter probabilities: `classCount` for each timestep, one after the other.
    public func decode(_ probabilities: UnsafeBufferPointer<Float>) -> [Emission] {
        var emissions: [Emission] = []
        var (previous, gap, isBlankEmitted) = (0, Float(0), false)
        for step in 0..<probabilities.count / classCount {
            let row = UnsafeBufferPointer(rebasing: probabilities[step * classCount..<(step + 1) * classCount])
            let winner = best(row)
            if winner.index != 0, winner.index != blank, winner.index != previous {
                emissions.append(
                    Emission(
                        text: winner.text, probability: Double(row[winner.index]), first: step, last: step,
                        blankBefore: emissions.isEmpty ? 0 : Double(gap),
                        isBlankEmitted: !emissions.isEmpty && isBlankEmitted))
                (gap, isBlankEmitted) = (0, false)
            } else {
                gap = max(gap, row[blank])
                if winner.index == blank {
                    isBlankEmitted = true
                } else if winner.index != 0 {
                    emissions[emissions.count - 1].last = step
                    emissions[emissions.count - 1].probability = max(
                        emissions[emissions.count - 1].probability, Double(row[winner.index]))
                }
            }
            previous = winner.index
        }
        return emissions
    }

    private func best(_ row: UnsafeBufferPointer<Float>) -> (index: Int, text: Character) {
        var (winner, highest) = ((index: 0, text: Character(" ")), row[0])
        if row[blank] > highest { (winner, highest) = ((blank, " "), row[blank]) }
        // Probabilities add up to 1: where one has half, none is higher.
        if highest >= 0.5 { return winner }
        for letter in letters where row[letter.index] > highest { (winner, highest) = (letter, row[letter.index]) }
        return winner
    }
}
