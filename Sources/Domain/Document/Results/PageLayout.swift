/// Words put into lines and lines into blocks. A block ends where the gap to the next line is wider than what is usual
/// between the lines of a paragraph.
public struct PageLayout: Sendable, Hashable {
    /// A line of a page.
    public struct Line: Sendable, Hashable {
        /// Number on the page, from 0.
        public let number: Int
        /// From left to right; never empty.
        public let words: [Word]

        /// The smallest box that holds the words.
        public var box: Box { words.dropFirst().reduce(words[0].box) { $0.union($1.box) } }
        /// The words, a blank between them.
        public var text: String { words.map(\.text).joined(separator: " ") }
        /// Mean of the words', 0 to 1.
        public var confidence: Double { words.reduce(0) { $0 + $1.confidence } / Double(words.count) }
    }

    /// Lines that stand close together.
    public struct Block: Sendable, Hashable {
        /// Number on the page, from 0.
        public let number: Int
        /// From the top; never empty.
        public let lines: [Line]

        /// The smallest box that holds the lines.
        public var box: Box { lines.dropFirst().reduce(lines[0].box) { $0.union($1.box) } }
    }

    /// The page's blocks in reading order.
    public let blocks: [Block]

    /// The layout of a page whose words are in reading order.
    public init(_ page: Page) {
        let lines = Self.lines(page.words)
        let heights = page.words.map(\.box.height).sorted()
        // Leading is a fifth to a half of the letters' height; a paragraph's end is about a whole one.
        let limit = heights.isEmpty ? 0 : 0.9 * Double(heights[heights.count / 2])
        var groups: [[Line]] = []
        var bottom = 0
        for line in lines {
            let box = line.box
            let continues = !groups.isEmpty && Double(box.top - bottom) <= limit
            if continues { groups[groups.count - 1].append(line) } else { groups.append([line]) }
            bottom = box.bottom
        }
        blocks = groups.enumerated().map { Block(number: $0.offset, lines: $0.element) }
    }

    private static func lines(_ words: [Word]) -> [Line] {
        var lines: [Line] = []
        var start = 0
        for index in words.indices where index + 1 == words.count || words[index + 1].line != words[index].line {
            lines.append(Line(number: lines.count, words: Array(words[start...index])))
            start = index + 1
        }
        return lines
    }
}
