import Domain

/// A row that is a page with its words, whichever routine gave it.
public protocol PageRow {
    /// 1 for the first page.
    var number: Int { get }
    /// In pixels at `dpi`.
    var width: Int { get }
    /// In pixels at `dpi`.
    var height: Int { get }
    /// Pixels per inch.
    var dpi: Int { get }
    /// A case of `Page.Source`.
    var source: String { get }
    /// Nil where the page is not read yet.
    var words: [Word]? { get }
    /// Nil where it was not kept.
    var reading: PageReading? { get }
}

extension PageListRow: PageRow {}
extension ResultPageRow: PageRow {}

extension Page {
    /// The page of a row, without words where it is not read yet.
    public init(_ row: some PageRow) {
        self.init(
            number: row.number, width: row.width, height: row.height, dpi: row.dpi,
            source: Source(rawValue: row.source) ?? .ocr, words: row.words ?? [], reading: row.reading)
    }
}
