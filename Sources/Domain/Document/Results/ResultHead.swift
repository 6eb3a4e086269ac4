/// What stands above the pages of a result.
public struct ResultHead: Sendable, Hashable {
    /// The document's id.
    public var document: Identifier
    /// The client's name for the file, for showing only.
    public var filename: String
    /// SHA-256 of the file that was read, 64 hexadecimal digits.
    public var sha256: String
    /// The file's type by content, such as `application/pdf`.
    public var mediaType: String

    /// A head from its parts.
    public init(document: Identifier, filename: String, sha256: String, mediaType: String) {
        self.document = document
        self.filename = filename
        self.sha256 = sha256
        self.mediaType = mediaType
    }
}

/// Renders a result page by page, so that a long document is never in memory at once: the texts of `begin`, of `page` for
/// each page, and of `end`, one behind the other, are the file.
public protocol ResultRenderer {
    /// What stands above the first page.
    mutating func begin(_ head: ResultHead) -> String
    /// One page.
    mutating func page(_ page: Page) -> String
    /// What stands below the last page.
    mutating func end() -> String
}

extension ResultRenderer {
    /// A whole result, for documents that are in memory anyway.
    public mutating func render(_ head: ResultHead, _ pages: [Page]) -> String {
        pages.reduce(begin(head)) { $0 + page($1) } + end()
    }
}

extension ResultFormat {
    /// What renders this form from words alone; nil where a stored file serves.
    public func renderer() -> (any ResultRenderer)? {
        switch self {
        case .json: JSONResult()
        case .text: TextResult()
        case .hocr: HOCRResult()
        case .alto: ALTOResult()
        case .tsv: TSVResult()
        case .html, .pdf: nil
        }
    }
}
