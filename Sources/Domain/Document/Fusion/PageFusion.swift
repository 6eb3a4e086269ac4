/// Makes the words of a page from what one reader gave as lines, and another, where it ran, as words.
public enum PageFusion {
    /// The words in reading order.
    ///
    /// - Parameter second: the other reader's words of the same upright page; none where it did not run.
    public static func words(_ page: RecognisedPage, second: [Word] = []) -> [Word] {
        let (assigned, _) = SecondReading.assign(second, to: page.lines)
        var lines = zip(page.lines, assigned).map { LineFusion($0, $1) }
        for (index, line) in DecimalSigns.settled(lines.map(\.line)).enumerated() { lines[index].line = line }
        var words = lines.flatMap { $0.words() }
        for index in words.indices { words[index].id = index }
        return ReadingOrder.arrange(words)
    }
}
