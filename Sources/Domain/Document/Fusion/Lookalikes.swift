/// Characters that readers take for one another.
enum Lookalikes {
    /// Whether the two differ by case, by an accent, or not much at all.
    static func areAlike(_ one: Character, _ other: Character) -> Bool { shape(one) == shape(other) }

    /// Whether the first is the second with an accent or another mark, which readers of Chinese and English leave out.
    static func isMarked(_ marked: Character, _ plain: Character) -> Bool {
        !marked.isASCII && plain.isASCII && plain.isLetter && marked.isLetter
            && Folding.folded(String(marked)) == plain.lowercased()
    }

    private static func shape(_ character: Character) -> Character {
        if let shape = shapes[character] { return shape }
        guard !character.isASCII else { return Character(character.lowercased()) }
        // The letter under its accent.
        let base = Folding.folded(String(character))
        return base.count == 1 ? shapes[Character(base)] ?? Character(base) : character
    }

    private static let shapes: [Character: Character] = [
        "O": "o", "0": "o", "Q": "o", "D": "o", "I": "1", "l": "1", "i": "1", "|": "1", "!": "1", "J": "1", "S": "5",
        "s": "5", "$": "5", "B": "8", "ß": "8", "b": "6", "G": "6", "Z": "2", "z": "2", "€": "c", "C": "c", "£": "e",
        "E": "e", ",": ".", ";": ":", "'": ".", "`": ".",
    ]
}
