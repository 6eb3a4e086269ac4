import Domain

/// Pages made from text: a column is 20 pixels wide, a line 50 high; two blanks and more part cells.
enum PageGrid {
    /// A page of the text's lines.
    static func page(
        _ text: String, number: Int = 1, source: Page.Source = .text, confidence: Double = 1
    ) -> Page {
        var words: [Word] = []
        for (line, row) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var column = 0
            for piece in row.split(separator: " ", omittingEmptySubsequences: false) {
                let width = piece.count
                if width > 0 {
                    let box = Box(
                        left: column * 20, top: line * 50, right: (column + width) * 20, bottom: line * 50 + 30)
                    words.append(
                        Word(id: words.count, text: String(piece), box: box, confidence: confidence, line: line))
                }
                column += width + 1
            }
        }
        return Page(number: number, width: 2480, height: 3508, dpi: 300, source: source, words: words)
    }

    /// The fields that the rules extract from the text, by name.
    static func fields(
        _ text: String, source: Page.Source = .text, confidence: Double = 1
    ) -> [FieldName: Field] {
        let pages = [page(text, source: source, confidence: confidence)]
        let fields = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
        return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })
    }

    /// The canonical values that the rules extract from the text, by name.
    static func values(_ text: String, source: Page.Source = .text) -> [FieldName: String] {
        fields(text, source: source).mapValues(\.value.canonical)
    }
}
