/// A line as both readers saw it, before it is cut into words.
struct LineFusion {
    /// The line with the characters that count.
    var line: RecognisedLine
    /// Log-odds of a blank before each character but the first.
    let odds: [Double]

    /// - Parameter words: what the word reader saw in the same place, in any order.
    init(_ line: RecognisedLine, _ words: [Word]) {
        let second = WordReading(words)
        let alignment = LineAlignment(line.characters.map(\.text), second.letters.map(\.text))
        let characters = FusedCharacter.merge(line, second, alignment)
        let rule = BlankRule(line.characters)
        odds = zip(characters, characters.dropFirst()).map { last, next in
            let vote = Self.vote(last.letter, next.letter)
            if last.isAdded || next.isAdded { return vote == .gap ? 1 : -1 }
            return rule.odds(last.character, next.character, vote: vote, similarity: alignment.similarity)
        }
        self.line = line
        self.line.characters = characters.map(\.character)
    }

    private static func vote(_ last: WordReading.Letter?, _ next: WordReading.Letter?) -> BlankRule.Vote? {
        guard let last, let next else { return nil }
        return last.word == next.word ? .joined : .gap
    }

    /// The words of the line from the left; `id` and `line` are not numbered yet.
    func words() -> [Word] {
        let characters = line.characters
        guard !characters.isEmpty else { return [] }
        let blanks = NumberShape.blanks(characters.map(\.text), odds)
        let ends = characters.indices.dropFirst().filter { blanks[$0 - 1] } + [characters.count]
        return zip([0] + ends, ends).map { start, end in
            let part = characters[start..<end]
            return Word(
                id: 0, text: WordShape.repaired(String(part.map(\.text))), box: line.box(of: start..<end),
                confidence: part.reduce(0) { $0 + $1.probability } / Double(part.count), line: 0)
        }
    }
}
