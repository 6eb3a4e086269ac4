/// The table of `tesseract … tsv`: a row for each page, block, paragraph, line and word, told apart by `level` 1 to 5.
public struct TSVResult: ResultRenderer, Sendable {
    /// A renderer for one document.
    public init() {}

    /// The names of the columns.
    public mutating func begin(_ head: ResultHead) -> String {
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    }

    /// The rows of a page.
    public mutating func page(_ page: Page) -> String {
        var rows = ""
        func row(_ level: Int, _ place: [Int], _ box: Box, _ confidence: String, _ text: String) {
            let numbers = [level, page.number] + place + [box.left, box.top, box.width, box.height]
            rows += numbers.map(String.init).joined(separator: "\t") + "\t\(confidence)\t\(text)\n"
        }
        row(1, [0, 0, 0, 0], Box(left: 0, top: 0, right: page.width, bottom: page.height), "-1", "")
        for block in PageLayout(page).blocks {
            let number = block.number + 1
            row(2, [number, 0, 0, 0], block.box, "-1", "")
            row(3, [number, 1, 0, 0], block.box, "-1", "")
            for (line, words) in block.lines.enumerated() {
                row(4, [number, 1, line + 1, 0], words.box, "-1", "")
                for (index, word) in words.words.enumerated() {
                    let confidence = ResultNumbers.share(word.confidence) * 100
                    row(
                        5, [number, 1, line + 1, index + 1], word.box,
                        "\((confidence * 100).rounded() / 100)", Self.cell(word.text))
                }
            }
        }
        return rows
    }

    /// Nothing.
    public mutating func end() -> String { "" }

    /// A word has no blanks; should one have, it must not end its cell.
    private static func cell(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }
}
