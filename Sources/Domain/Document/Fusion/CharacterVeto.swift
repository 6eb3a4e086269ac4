/// When the word reader's character counts more than the first's. The first is right nine times in ten where it is sure
/// or the second is not.
enum CharacterVeto {
    /// The one of the two in the same place that counts.
    static func resolved(_ character: RecognisedCharacter, _ letter: WordReading.Letter) -> RecognisedCharacter {
        guard overrules(letter, character) else { return character }
        var character = character
        character.text = letter.text
        // Of its word, so that it says less of the one character.
        character.probability = min(letter.confidence, 0.89)
        return character
    }

    /// Whether a letter counts that only the word reader saw: signs of currencies that the first has no class for, and
    /// the decimal sign, a speck that gets lost, within a number that both read alike.
    static func adds(
        _ letter: WordReading.Letter, between last: WordReading.Letter?, _ next: WordReading.Letter?
    ) -> Bool {
        if letter.text.isCurrencySymbol { return letter.confidence >= 0.6 }
        guard letter.text.isDecimalSign, let last, let next else { return false }
        return last.text.isDigit && next.text.isDigit && last.word == next.word && letter.confidence >= 0.75
    }

    private static func overrules(_ letter: WordReading.Letter, _ character: RecognisedCharacter) -> Bool {
        // Which decimal sign it is, the page's other amounts tell better.
        if letter.text == character.text || letter.text.isDecimalSign && character.text.isDecimalSign { return false }
        let isMark = MissingLetters.contains(letter.text) || Lookalikes.isMarked(letter.text, character.text)
        if isMark, letter.confidence >= 0.6 { return true }
        return letter.confidence >= 0.9 && character.probability < 0.9
            || letter.confidence >= 0.75 && character.probability < 0.6
    }
}

extension Character {
    /// 0 to 9.
    var isDigit: Bool { isASCII && isWholeNumber }
    /// Point or comma.
    var isDecimalSign: Bool { self == "." || self == "," }
}
