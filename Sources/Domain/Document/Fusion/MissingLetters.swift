/// Letters that the dictionary of PP-OCRv4's Chinese and English model does not have, so that it can only give something
/// like them: most of Western Europe's with a mark, and the signs of its currencies.
public enum MissingLetters {
    /// Whether the model cannot give the character.
    public static func contains(_ character: Character) -> Bool {
        !character.isASCII && (character.isLetter || character.isCurrencySymbol) && !known.contains(character)
    }

    private static let known: Set<Character> = Set("¥ÉËÓÜàáäèéìíòóúüāēīōūǐǒ")
}
