/// What the word reader, which gives words, saw where the first saw a line.
struct WordReading {
    /// A character with the word it belongs to.
    struct Letter {
        var text: Character
        /// Which word of the line.
        var word: Int
        /// Of that word, 0 to 1.
        var confidence: Double
    }

    /// The characters of all words, from the left.
    let letters: [Letter]

    /// The words that stand on the line, in any order.
    init(_ words: [Word]) {
        letters = words.sorted { ($0.box.left, $0.id) < ($1.box.left, $1.id) }.enumerated().flatMap { number, word in
            word.text.map { Letter(text: $0, word: number, confidence: word.confidence) }
        }
    }

    /// The words of each of some lines: each word on the line that covers most of it, as far as that is half of it.
    static func assign(_ words: [Word], to lines: [RecognisedLine]) -> (lines: [[Word]], rest: [Word]) {
        var assigned = Array(repeating: [Word](), count: lines.count)
        var rest: [Word] = []
        let tops = lines.indices.sorted { lines[$0].box.top < lines[$1].box.top }
        for word in words {
            var best: (line: Int, share: Double)?
            for line in tops {
                if lines[line].box.top >= word.box.bottom { break }
                let share = lines[line].band(around: word.box).share(of: word.box)
                if share > best?.share ?? 0 { best = (line, share) }
            }
            if let best, best.share >= 0.5 { assigned[best.line].append(word) } else { rest.append(word) }
        }
        return (assigned, rest)
    }
}

extension RecognisedLine {
    /// The line's box, for one that is aslant as high as its letters where the other stands.
    fileprivate func band(around other: Box) -> Box {
        guard sink != 0, box.width > 0 else { return box }
        let share = (Double(other.left + other.right) / 2 - Double(box.left)) / Double(box.width)
        let middle = Double(box.top + box.bottom) / 2 + sink * (min(1, max(0, share)) - 0.5)
        let half = max(1, Double(box.height) - abs(sink)) / 2
        return Box(
            left: box.left, top: Int(middle - half), right: box.right, bottom: Int((middle + half).rounded(.up)))
    }
}

extension Box {
    /// How much of the other lies within this one, 0 to 1.
    func share(of other: Box) -> Double {
        let width = min(right, other.right) - max(left, other.left)
        let height = min(bottom, other.bottom) - max(top, other.top)
        guard width > 0, height > 0, other.width > 0, other.height > 0 else { return 0 }
        return Double(width) * Double(height) / (Double(other.width) * Double(other.height))
    }
}
