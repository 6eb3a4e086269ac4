import Domain
import Testing

struct TextQualityTests {
    private let sample =
        "Invoice number 2024-117, due within fourteen days of the date of delivery. Thank you for your order."

    @Test(arguments: [
        "Rechnung Nr. 4711 vom 03.05.2024, zahlbar sofort", "счёт на оплату номер 17 от 3 мая",
        "領収書 株式会社 合計 1,234円 税込 消費税",
    ])
    func textIsText(text: String) { #expect(TextQuality(text.unicodeScalars).isText) }

    @Test(arguments: ["", "\"7+%-", "\u{19}\u{12}", "1 2 3", "- - - - - - . . . . ___"])
    func tooLittleIsNone(text: String) { #expect(!TextQuality(text.unicodeScalars).isText) }

    @Test func privateUseAndReplacementAreNot() {
        #expect(TextQuality(sample.unicodeScalars).isText)
        let hidden = sample.unicodeScalars.map { Unicode.Scalar($0.value + 0xF000) ?? " " }
        #expect(!TextQuality(hidden).isText)
        #expect(!TextQuality((sample + String(repeating: "\u{FFFD}", count: 20)).unicodeScalars).isText)
    }

    /// Amounts in a font without a map; bullets and icons are single.
    @Test func wordsWithoutUnicodeAreNot() {
        let long = Array(repeating: sample, count: 10).joined(separator: "\n")
        #expect(TextQuality("\(long) \u{F0B7} a \u{F0B7} b \u{F0B7} c \u{F0B7}".unicodeScalars).isText)
        #expect(TextQuality("\(long) \u{1}\u{2} \u{3}\u{4}".unicodeScalars).isText)
        #expect(!TextQuality("\(long) \u{1}\u{2} \u{3}\u{4}\n\u{FFFD}\u{FFFD}\u{FFFD}".unicodeScalars).isText)
    }

    /// Glyph numbers of a subset font taken for letters: everything is shifted by 29.
    @Test func shiftedAlphabetIsNot() {
        let shifted = sample.unicodeScalars.map { $0 == " " ? $0 : Unicode.Scalar($0.value - 29) ?? " " }
        #expect(!TextQuality(shifted).isText)
    }
}
