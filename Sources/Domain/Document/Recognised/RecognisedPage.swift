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
