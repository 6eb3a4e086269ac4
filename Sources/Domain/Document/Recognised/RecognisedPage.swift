/// A line of text that was found and read as a whole.
public struct RecognisedLine: Sendable, Hashable, Codable {
    /// The upright hull of the line, in pixels of the upright page, within it.
    public var box: Box
    /// Its characters from left to right, without blanks; never empty.
    public var characters: [RecognisedCharacter]

    /// A line from its parts.
    public init(box: Box, characters: [RecognisedCharacter]) {
        self.box = box
        self.characters = characters
    }

    /// The characters without any blank between them.
    public var letters: String { String(characters.map(\.text)) }

    /// Mean probability of the characters, 0 where there is none.
    public var confidence: Double {
        characters.isEmpty ? 0 : characters.reduce(0) { $0 + $1.probability } / Double(characters.count)
    }
}

/// What an engine that finds and reads lines gives for an image: no words yet, for blanks are decided later.
public struct RecognisedPage: Sendable, Hashable, Codable {
    /// Width of the upright page in pixels, at the scale of the image.
    public var width: Int
    /// Height of the upright page in pixels, likewise.
    public var height: Int
    /// Quarter turns clockwise that make the image the upright page, 0 to 3.
    public var turns: Int
    /// The lines, in the order they were found: from the top, not in reading order.
    public var lines: [RecognisedLine]
    /// What read them.
    public var engine: PageReading.Engine
    /// What else decided the result, by name; values as text.
    public var parameters: [String: String]

    /// A page from its parts.
    public init(
        width: Int, height: Int, turns: Int, lines: [RecognisedLine], engine: PageReading.Engine,
        parameters: [String: String] = [:]
    ) {
        self.width = width
        self.height = height
        self.turns = turns
        self.lines = lines
        self.engine = engine
        self.parameters = parameters
    }
}
