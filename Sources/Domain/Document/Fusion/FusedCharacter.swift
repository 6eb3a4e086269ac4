/// A character of a line with what the word reader saw in its place.
struct FusedCharacter {
    /// What counts, at its place.
    var character: RecognisedCharacter
    /// The second reader's, if it saw any there.
    var letter: WordReading.Letter?
    /// Only the word reader saw it.
    var isAdded = false

    /// The characters of both readers, where they agree enough to be of the same thing; else those of the first.
    static func merge(_ line: RecognisedLine, _ second: WordReading, _ alignment: LineAlignment) -> [FusedCharacter] {
        guard alignment.similarity >= 0.5 else { return line.characters.map { FusedCharacter(character: $0) } }
        var merged: [FusedCharacter] = []
        var seen = -1
        for (character, place) in zip(line.characters, alignment.counterpart) {
            guard let place else {
                merged.append(FusedCharacter(character: character))
                continue
            }
            let letter = second.letters[place]
            let here = FusedCharacter(character: CharacterVeto.resolved(character, letter), letter: letter)
            if place == seen + 2 { merged.add(second.letters[seen + 1], before: here, in: line.box) }
            merged.append(here)
            seen = place
        }
        if second.letters.count == seen + 2 { merged.add(second.letters[seen + 1], before: nil, in: line.box) }
        return merged
    }
}

extension [FusedCharacter] {
    /// Adds a letter that only the word reader saw, where it may.
    fileprivate mutating func add(_ letter: WordReading.Letter, before next: FusedCharacter?, in box: Box) {
        guard CharacterVeto.adds(letter, between: last?.letter, next?.letter) else { return }
        let left = last?.character.right ?? Double(box.left)
        let right = Swift.max(left, next?.character.left ?? Double(box.right))
        append(
            FusedCharacter(
                character: RecognisedCharacter(
                    text: letter.text, probability: letter.confidence, step: last?.character.step ?? 0, blankBefore: 0,
                    isBlankEmitted: false, left: left, right: right),
                letter: letter, isAdded: true))
    }
}
