@testable import Domain

/// A line as a reader gives it: `.` in `blanks` marks nothing, a digit the tenths of P(blank) before the character there.
func line(
    _ text: String, blanks: [Int: Double] = [:], gaps: [Int: Int] = [:], unsure: [Int: Double] = [:],
    at box: Box = Box(left: 0, top: 0, right: 400, bottom: 20)
) -> RecognisedLine {
    var step = 0
    let width = Double(box.width) / Double(max(1, text.count))
    let characters = text.enumerated().map { index, character in
        step += gaps[index] ?? (blanks[index] == nil ? 4 : 8)
        return RecognisedCharacter(
            text: character, probability: unsure[index] ?? 0.99, step: step, blankBefore: blanks[index] ?? 1e-4,
            isBlankEmitted: (blanks[index] ?? 0) > 0.5, left: Double(box.left) + width * Double(index),
            right: Double(box.left) + width * Double(index + 1))
    }
    return RecognisedLine(box: box, characters: characters)
}

/// Words of another reader side by side, each letter 10 pixels wide.
func words(_ texts: [String], confidence: Double = 0.95, left: Int = 0, top: Int = 2) -> [Word] {
    var left = left
    return texts.enumerated().map { id, text in
        defer { left += 10 * (text.count + 1) }
        return Word(
            id: id, text: text, box: Box(left: left, top: top, right: left + 10 * text.count, bottom: top + 16),
            confidence: confidence, line: 0)
    }
}

/// A page of lines.
func page(_ lines: [RecognisedLine]) -> RecognisedPage {
    RecognisedPage(
        width: 1000, height: 1000, turns: 0, lines: lines, engine: .init(name: "lines", version: "1"))
}
