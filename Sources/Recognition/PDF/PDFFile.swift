import CPoppler
import Domain
import Glibc

/// An open PDF. Not thread-safe: one thread at a time.
public final class PDFFile {
    let document: OpaquePointer
    /// Number of pages, 1 or more.
    public let pageCount: Int

    static let broken = DocumentProblem(.invalidFile, "The PDF is damaged and cannot be opened. Send it again.")

    /// Opens the PDF at `path`. Nothing in it is ever run or fetched.
    ///
    /// - Throws: `.encrypted` where it needs a password, `.invalidFile` where it cannot be opened.
    public init(path: String) throws(DocumentProblem) {
        Quiet.silence
        guard let file = try? MappedFile(path: path, maxBytes: .max, isChanged: true) else { throw Self.broken }
        Self.forgetOutputIntents(file.changeable)
        // Pages outlive this object, and the file with them.
        let bytes = g_bytes_new_with_free_func(
            file.bytes.baseAddress, gsize(file.bytes.count), release, Unmanaged.passRetained(file).toOpaque())
        defer { g_bytes_unref(bytes) }
        var error: UnsafeMutablePointer<GError>?
        let opened = poppler_document_new_from_bytes(bytes, nil, &error)
        defer { g_clear_error(&error) }
        guard let opened else {
            if let error, error.pointee.domain == poppler_error_quark(),
                error.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue)
            {
                throw DocumentProblem(.encrypted, "The PDF needs a password. Send it without one.")
            }
            throw Self.broken
        }
        document = opened
        pageCount = Int(poppler_document_get_n_pages(opened))
        guard pageCount > 0 else {
            g_object_unref(UnsafeMutableRawPointer(opened))
            throw Self.broken
        }
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(document)) }

    /// What a printer's colours are, poppler works out anew each time that it looks at a page, in up to 60 ms. It does not
    /// where the catalog's entry goes by another name; in memory only.
    private static func forgetOutputIntents(_ bytes: UnsafeMutableRawBufferPointer) {
        var offset = 0
        while let found = UnsafeRawBufferPointer(bytes).find("/OutputIntents", from: offset) {
            offset = found + "/OutputIntents".utf8.count
            bytes[offset - 1] = UInt8(ascii: "_")
        }
    }

    /// Page `number` (from 1).
    ///
    /// - Throws: `.invalidFile` where the page cannot be found in the file.
    public func page(_ number: Int) throws(DocumentProblem) -> PDFPage {
        guard (1...pageCount).contains(number), let page = poppler_document_get_page(document, Int32(number - 1)) else {
            throw Self.broken
        }
        return PDFPage(page, number: number)
    }
}

private func release(_ file: gpointer?) { file.map { Unmanaged<MappedFile>.fromOpaque($0).release() } }

/// One page of an open PDF.
public final class PDFPage {
    let page: OpaquePointer
    /// 1 for the first page.
    public let number: Int
    /// Width of the visible, upright page in points (1/72 inch).
    public let width: Double
    /// Height of the visible, upright page in points.
    public let height: Double

    /// Takes over `page`.
    init(_ page: OpaquePointer, number: Int) {
        self.page = page
        self.number = number
        var (width, height) = (0.0, 0.0)
        poppler_page_get_size(page, &width, &height)
        // A page may claim anything; PDF's own limit is 14,400 units, times a user unit.
        self.width = width.isFinite ? min(max(width, 1), 1_000_000) : 1
        self.height = height.isFinite ? min(max(height, 1), 1_000_000) : 1
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(page)) }
}
