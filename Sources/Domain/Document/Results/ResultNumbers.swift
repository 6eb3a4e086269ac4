/// Names and figures that are the same in every form of a result.
enum ResultNumbers {
    /// The id of a word, `w<page>-<number>`: a field's evidence has both numbers. It begins with a letter, as XML wants.
    static func word(_ page: Page, _ word: Word) -> String { "w\(page.number)-\(word.id)" }

    /// The id of a block or line, `b<page>-<number>` or `l<page>-<number>`.
    static func part(_ letter: String, _ page: Page, _ number: Int) -> String { "\(letter)\(page.number)-\(number)" }

    /// A share with at most four digits behind the point.
    static func share(_ value: Double) -> Double { value.isFinite ? (value * 10_000).rounded() / 10_000 : 0 }

    /// A share as whole hundredths, 0 to 100.
    static func percent(_ value: Double) -> Int {
        value.isFinite ? Int((min(max(value, 0), 1) * 100).rounded()) : 0
    }
}
