import Domain

/// An upright image of a page, ready for recognition: grey, or in colour where it is coloured.
public struct PreparedImage: Sendable, Hashable, Codable {
    /// Name of the PNG within the directory that was given.
    public var fileName: String
    /// Pixels from left to right.
    public var width: Int
    /// Pixels from top to bottom.
    public var height: Int
    /// Pixels per inch; where a file does not say, what would make it a sheet of A4.
    public var dpi: Int
    /// What was done to it; nil where that was not kept.
    public var preparation: ImagePreparation?

    /// An image from its parts.
    public init(fileName: String, width: Int, height: Int, dpi: Int, preparation: ImagePreparation? = nil) {
        self.fileName = fileName
        self.width = width
        self.height = height
        self.dpi = dpi
        self.preparation = preparation
    }
}

/// How a page is to be read.
public struct PreparedPage: Sendable, Hashable, Codable {
    /// How a page is to be read.
    public enum Content: Sendable, Hashable, Codable {
        /// From the text layer of the PDF; no image was kept.
        case text
        /// By recognition of an image.
        case image(PreparedImage)
        /// Not at all: the page alone is damaged or too large.
        case unread(PageProblem)
        /// Written out from the electronic invoice that the document is.
        case xml
    }

    /// 1 for the first page.
    public var number: Int
    /// Where the words are to come from.
    public var content: Content
    /// What preparing has read already: a text layer, as that was looked at anyway. Nil where it was not kept.
    public var read: Page?

    /// A page from its parts.
    public init(number: Int, content: Content, read: Page? = nil) {
        self.number = number
        self.content = content
        self.read = read
    }
}

/// What preparing gives: plain values, to be kept between the two steps.
public struct PreparedDocument: Sendable, Hashable, Codable {
    /// What the bytes are.
    public var type: FileType
    /// One or more pages.
    public var pages: [PreparedPage]
    /// The electronic invoice that it is or holds.
    public var einvoice: EInvoiceReading?

    /// A document from its parts.
    public init(type: FileType, pages: [PreparedPage], einvoice: EInvoiceReading? = nil) {
        self.type = type
        self.pages = pages
        self.einvoice = einvoice
    }
}
