/// Makes the words of a page from what one reader gave as lines, and another, where it ran, as words.
public enum PageFusion {
    /// The words in reading order.
    ///
    /// - Parameters:
    ///   - second: the other reader's words of the same upright page; none where it did not run.
    ///   - isPartial: the page's lines are not all, so that the other's words stand where there is none.
    public static func words(_ page: RecognisedPage, second: [Word] = [], isPartial: Bool = false) -> [Word] {
        let (assigned, rest) = SecondReading.assign(second, to: page.lines)
        var lines = zip(page.lines, assigned).map { LineFusion($0, $1) }
        for (index, line) in DecimalSigns.settled(lines.map(\.line)).enumerated() { lines[index].line = line }
        var words = lines.flatMap { $0.words() }
        // Of a page that was read whole they stay out. Sure ones of two letters and more that touch no line are 3 on 60
        // receipts, all wrong, none on 12 screenshots, and 13 on 20 photographs: two lines that were missed, and 3 alone.
        if isPartial { words += rest.filter { word in !page.lines.contains { $0.box.share(of: word.box) > 0 } } }
        for index in words.indices { words[index].id = index }
        return ReadingOrder.arrange(words)
    }
}
