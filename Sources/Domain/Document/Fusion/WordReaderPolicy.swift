/// When a page that was read as lines is read by the other reader too, which costs as much again.
public struct WordReaderPolicy: Sendable, Hashable {
    /// Every page, so that there are always two opinions.
    public var always: Bool
    /// A language of the documents has letters that the reader of lines lacks or drops the marks of.
    public let needsMarks: Bool

    /// A policy.
    ///
    /// - Parameter languages: of the documents, by Tesseract's names, joined by `+`.
    public init(languages: String, always: Bool = false) {
        self.always = always
        needsMarks = languages.split(separator: "+").contains { !Self.plain.contains(String($0)) }
    }

    /// Whether the other reader can add something to the page.
    public func isWanted(_ page: Page) -> Bool { always || needsMarks || Self.isInDoubt(page) }

    /// Languages that are written without marks.
    private static let plain: Set<String> = ["eng", "ind", "msa", "swa", "osd", "equ"]

    /// Whether the page has amounts, and no sum or payment shows that they are right.
    private static func isInDoubt(_ page: Page) -> Bool {
        let money = MoneyRule(layouts: [Layout(page)])
        let hasAmounts = money.candidates.values.contains { $0.printings.contains { !$0.money.isWeak } }
        return hasAmounts && !money.solution.isProved && money.solution.total?.bonus ?? 0 < 1
    }
}
