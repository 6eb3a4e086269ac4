/// Makes the words of a page from what one reader gave as lines, and another, where it ran, as words.
public enum PageFusion {
    /// The words in reading order.
    ///
    /// - Parameters:
    ///   - wordReader: the word reader's words of the same upright page; none where it did not run.
    ///   - isPartial: the page's lines are not all, so that the other's words stand where there is none.
    public static func words(_ page: RecognisedPage, wordReader: [Word] = [], isPartial: Bool = false) -> [Word] {
        let (assigned, rest) = WordReading.assign(wordReader, to: page.lines)
        let pairs = zip(page.lines, assigned)
        let found = pairs.filter { !outweighs($0, $1) }
        var lines = found.map { LineFusion($0, $1) }
        for (index, line) in DecimalSigns.settled(lines.map(\.line)).enumerated() { lines[index].line = line }
        func outside(_ words: [Word]) -> [Word] {
            words.filter { word in !found.contains { $0.0.box.share(of: word.box) > 0 } }
        }
        var words = lines.flatMap { $0.words() }
        words += outside(pairs.filter(outweighs).flatMap(\.1))
        words += isPartial ? outside(rest) : missed(outside(rest))
        for index in words.indices { words[index].id = index }
        return ReadingOrder.arrange(words)
    }

    /// Of words that touch no line those that a reader of lines that works would have found. Few are none: of sure ones of
    /// two letters and more there are 3 on 60 receipts, all wrong, none on 12 screenshots, and 13 on 20 photographs.
    private static func missed(_ outside: [Word]) -> [Word] {
        let sure = outside.filter { $0.isSure && $0.signs >= 2 }
        return sure.count >= 8 ? outside.filter { $0.confidence >= 0.6 } : []
    }

    /// Whether a line is some that were taken for one: the other reader surely saw twice as much there.
    private static func outweighs(_ line: RecognisedLine, _ words: [Word]) -> Bool {
        let sure = words.filter(\.isSure).reduce(0) { $0 + $1.signs }
        return sure >= 8 && sure >= 2 * line.characters.count
    }
}

extension Word {
    fileprivate var isSure: Bool { confidence >= 0.8 }
    /// Letters and digits.
    fileprivate var signs: Int { text.count { $0.isLetter || $0.isNumber } }
}
