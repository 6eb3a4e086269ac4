/// A line of text that was found and read as a whole.
public struct RecognisedLine: Sendable, Hashable, Codable {
    /// The upright hull of the line, in pixels of the upright page, within it.
    public var box: Box
    /// Pixels that the line sinks from its left end to its right one, negative where it rises. The hull of a long line
    /// that is a little aslant covers its neighbours too; a word's part of the line does not.
    public var sink: Double
    /// Its characters from left to right, without blanks; never empty.
    public var characters: [RecognisedCharacter]

    /// A line from its parts.
    public init(box: Box, sink: Double = 0, characters: [RecognisedCharacter]) {
        self.box = box
        self.sink = sink
        self.characters = characters
    }

    /// The characters without any blank between them.
    public var letters: String { String(characters.map(\.text)) }

    /// Mean probability of the characters, 0 where there is none.
    public var confidence: Double {
        characters.isEmpty ? 0 : characters.reduce(0) { $0 + $1.probability } / Double(characters.count)
    }

    /// The part of the line that the characters at these places take, within `box` and never empty.
    public func box(of range: Range<Int>) -> Box {
        let left = min(max(Int(characters[range.lowerBound].left), box.left), box.right - 1)
        let right = min(max(Int(characters[range.upperBound - 1].right.rounded(.up)), left + 1), box.right)
        let height = max(1, Double(box.height) - abs(sink))
        let share = (Double(left + right) / 2 - Double(box.left)) / Double(max(1, box.width))
        let middle = Double(box.top + box.bottom) / 2 + sink * (share - 0.5)
        let top = min(max(Int(middle - height / 2), box.top), box.bottom - 1)
        return Box(
            left: left, top: top, right: right,
            bottom: min(max(Int((middle + height / 2).rounded(.up)), top + 1), box.bottom))
    }
}
