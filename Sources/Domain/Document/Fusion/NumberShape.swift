/// Numbers hold together: a decimal sign stands close to its digits, however wide a printer sets it.
enum NumberShape {
    /// Whether a blank stands before each character but the first, by its odds and by the amounts that would break.
    static func blanks(_ characters: [Character], _ odds: [Double]) -> [Bool] {
        var blanks = odds.map { $0 > 0 }
        for sign in characters.indices where isDecimal(characters, sign) {
            // Before the sign and behind it; the two decimals only where they do not stand clearly apart.
            blanks[sign - 1] = false
            blanks[sign] = false
            if odds[sign + 1] < 4 { blanks[sign + 1] = false }
        }
        return blanks
    }

    /// A point or comma between a digit and two digits, no third.
    static func isDecimal(_ characters: [Character], _ index: Int) -> Bool {
        guard characters[index].isDecimalSign, index > 0, index + 2 < characters.count else { return false }
        return characters[index - 1].isDigit && characters[index + 1].isDigit && characters[index + 2].isDigit
            && (index + 3 == characters.count || !characters[index + 3].isDigit)
    }
}
