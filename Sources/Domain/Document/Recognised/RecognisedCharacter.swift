/// A character as a line recogniser gives it, with what is needed to decide whether a blank stands before it.
public struct RecognisedCharacter: Sendable, Hashable {
    /// The character; never a blank.
    public var text: Character
    /// What the recogniser gives it, 0 to 1: its highest over the timesteps that emit it.
    public var probability: Double
    /// Timestep of the recogniser at which it is first emitted, from 0 at the line's beginning.
    public var step: Int
    /// Highest probability of a blank between the previous character and this one, 0 to 1; 0 for the first of a line.
    public var blankBefore: Double
    /// Whether a blank was the most probable class somewhere in that gap.
    public var isBlankEmitted: Bool
    /// Where it begins along its line, in pixels of the upright page from the left: an estimate from the timesteps.
    public var left: Double
    /// Where it ends along its line, likewise.
    public var right: Double

    /// A character from its parts.
    public init(
        text: Character, probability: Double, step: Int, blankBefore: Double, isBlankEmitted: Bool, left: Double,
        right: Double
    ) {
        self.text = text
        self.probability = probability
        self.step = step
        self.blankBefore = blankBefore
        self.isBlankEmitted = isBlankEmitted
        self.left = left
        self.right = right
    }
}

extension RecognisedCharacter: Codable {
    /// Reads `[text, probability, step, blank before, blank emitted, left, right]`.
    public init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        let text = try values.decode(String.self)
        guard text.count == 1, let character = text.first else {
            throw DecodingError.dataCorruptedError(in: values, debugDescription: "not one character")
        }
        self.init(
            text: character, probability: try values.decode(Double.self), step: try values.decode(Int.self),
            blankBefore: try values.decode(Double.self), isBlankEmitted: try values.decode(Bool.self),
            left: try values.decode(Double.self), right: try values.decode(Double.self))
    }

    /// Writes `[text, probability, step, blank before, blank emitted, left, right]`.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.unkeyedContainer()
        try values.encode(String(text))
        try values.encode(probability)
        try values.encode(step)
        try values.encode(blankBefore)
        try values.encode(isBlankEmitted)
        try values.encode(left)
        try values.encode(right)
    }
}
