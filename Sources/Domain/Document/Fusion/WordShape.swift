/// Letters among digits and digits among letters, which the words around them tell from what was read.
enum WordShape {
    /// The word with what cannot be otherwise put right: `RMO.28` is an amount, `GR0UND` has no digit.
    static func repaired(_ word: String) -> String {
        guard word.contains(where: { zeroLike.contains($0) || $0 == "0" }) else { return word }
        var characters = Array(word)
        repairAmount(&characters)
        repairLetters(&characters)
        return String(characters)
    }

    private static let zeroLike: Set<Character> = ["O", "o", "D", "Q"]

    /// A letter like a zero in an amount: before its decimal sign, or among its decimals.
    private static func repairAmount(_ characters: inout [Character]) {
        func isFigure(_ character: Character) -> Bool { character.isDigit || zeroLike.contains(character) }
        for sign in characters.indices where characters[sign].isDecimalSign {
            guard sign > 0, sign + 2 < characters.count, isFigure(characters[sign - 1]),
                isFigure(characters[sign + 1]), isFigure(characters[sign + 2]),
                sign + 3 == characters.count || !characters[sign + 3].isLetter && !characters[sign + 3].isDigit
            else { continue }
            let figures = [sign - 1, sign + 1, sign + 2]
            guard figures.contains(where: { characters[$0].isDigit }) else { continue }
            guard isFree(characters[..<(sign - 1)]) else { continue }
            for figure in figures where zeroLike.contains(characters[figure]) { characters[figure] = "0" }
        }
    }

    /// Nothing, no letter, or a currency's: an amount may follow.
    private static func isFree(_ before: ArraySlice<Character>) -> Bool {
        guard let last = before.last, last.isLetter else { return true }
        return CurrencyParser.code(String(before.drop { !$0.isLetter && !$0.isCurrencySymbol })) != nil
    }

    /// A zero within a word of letters.
    private static func repairLetters(_ characters: inout [Character]) {
        guard characters.count(where: \.isLetter) >= 3, !characters.contains(where: { $0.isDigit && $0 != "0" }) else {
            return
        }
        for zero in characters.indices where characters[zero] == "0" {
            let last = zero > 0 ? characters[zero - 1] : nil
            let next = zero + 1 < characters.count ? characters[zero + 1] : nil
            guard next?.isLetter ?? false, last?.isLetter ?? true else { continue }
            characters[zero] = next?.isLowercase == true && last?.isLowercase ?? false ? "o" : "O"
        }
    }
}
