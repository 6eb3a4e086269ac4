/// Puts amounts right that Tesseract broke: a point that smeared into a comma, a blank beside the decimal sign, a letter
/// like a zero. On scanned receipts one amount in thirty is saved so.
public enum AmountShape {
    /// Words in reading order with what cannot be meant otherwise put right, numbered anew.
    public static func repaired(_ words: [Word]) -> [Word] {
        var words = joined(words)
        for index in words.indices { words[index].text = WordShape.repaired(words[index].text) }
        if printsPoints(words) {
            for index in words.indices { words[index].text = withPoints(words[index].text) }
        }
        for index in words.indices { words[index].id = index }
        return words
    }

    /// `12.` and `00`, or `12` and `.00`, close to each other on a line, are one word.
    private static func joined(_ words: [Word]) -> [Word] {
        var joined: [Word] = []
        for word in words {
            guard var last = joined.last, last.line == word.line, isClose(last.box, word.box),
                isBroken(Array(last.text), Array(word.text))
            else {
                joined.append(word)
                continue
            }
            last.text += word.text
            last.box = last.box.union(word.box)
            last.confidence = min(last.confidence, word.confidence)
            joined[joined.count - 1] = last
        }
        return joined
    }

    private static func isClose(_ left: Box, _ right: Box) -> Bool {
        10 * (right.left - left.right) <= 8 * max(left.height, right.height)
    }

    private static func isBroken(_ left: [Character], _ right: [Character]) -> Bool {
        guard let end = left.last, let start = right.first, end.isDecimalSign != start.isDecimalSign else {
            return false
        }
        let whole = left + right
        let sign = end.isDecimalSign ? left.count - 1 : left.count
        return NumberShape.isDecimal(whole, sign) && !whole[..<sign].contains(where: \.isDecimalSign)
            && sign + 3 == whole.count
    }

    /// Points before decimals outnumber commas by two to one. The reverse says nothing: dates and times have points.
    private static func printsPoints(_ words: [Word]) -> Bool {
        var (points, commas) = (0, 0)
        for word in words {
            guard let sign = onlySign(Array(word.text)) else { continue }
            if Array(word.text)[sign] == "." { points += 1 } else { commas += 1 }
        }
        return points >= 3 && points >= 2 * commas
    }

    private static func withPoints(_ text: String) -> String {
        var characters = Array(text)
        if let sign = onlySign(characters) { characters[sign] = "." }
        return String(characters)
    }

    /// The decimal sign of a word that has no other.
    private static func onlySign(_ characters: [Character]) -> Int? {
        let signs = characters.indices.filter { characters[$0].isDecimalSign }
        guard signs.count == 1, NumberShape.isDecimal(characters, signs[0]) else { return nil }
        return signs[0]
    }
}
