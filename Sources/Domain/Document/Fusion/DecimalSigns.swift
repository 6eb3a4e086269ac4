/// A page prints its amounts with one decimal sign; where a reader is not sure which it saw, the others tell.
enum DecimalSigns {
    /// The lines with doubtful signs as the sure ones are, if these agree. Where it is as good as open which it is, one
    /// sure sign is enough; otherwise it takes three.
    static func settled(_ lines: [RecognisedLine]) -> [RecognisedLine] {
        var sure: [Character: Int] = [:]
        for line in lines {
            for sign in signs(line) where line.characters[sign].probability >= 0.85 {
                sure[line.characters[sign].text, default: 0] += 1
            }
        }
        let (points, commas) = (sure["."] ?? 0, sure[","] ?? 0)
        let usual: Character = points > commas ? "." : ","
        guard max(points, commas) >= 1, min(points, commas) * 10 <= max(points, commas) else { return lines }
        let limit = max(points, commas) >= 3 ? 0.85 : 0.6
        return lines.map { line in
            var line = line
            for sign in signs(line) where line.characters[sign].probability < limit {
                line.characters[sign].text = usual
            }
            return line
        }
    }

    private static func signs(_ line: RecognisedLine) -> [Int] {
        let characters = line.characters.map(\.text)
        return characters.indices.filter { NumberShape.isDecimal(characters, $0) }
    }
}
