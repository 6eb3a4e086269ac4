/// Plain text: a line for each line, a form feed between pages, as Tesseract and pdftotext have it.
public struct TextResult: ResultRenderer, Sendable {
    private var isFirst = true

    /// A renderer for one document.
    public init() {}

    /// Nothing.
    public mutating func begin(_ head: ResultHead) -> String { "" }

    /// The page's lines.
    public mutating func page(_ page: Page) -> String {
        defer { isFirst = false }
        let text = page.text
        return (isFirst ? "" : "\u{0C}") + text + (text.isEmpty ? "" : "\n")
    }

    /// Nothing.
    public mutating func end() -> String { "" }
}
