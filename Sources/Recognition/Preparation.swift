import CLeptonica
import Domain

/// The step before reading: finds what a file is and brings each page into a form that can be read.
public enum Preparation {
    /// Prepares the file at `path`; images of pages go as `page-<number>.png` into `directory`, which must exist.
    ///
    /// One page is in memory at a time. `isCancelled` is asked before each page and image, and
    /// while a text layer is looked at.
    /// - Throws: `DocumentProblem`, which trying again cannot help, or `RecognitionError` (`.cancelled`, `.file`).
    public static func prepare(
        _ path: String, into directory: String, limits: ReadingLimits = ReadingLimits(),
        isCancelled: () -> Bool = { false }
    ) throws -> PreparedDocument {
        Quiet.silence
        let file = try MappedFile(path: path, maxBytes: limits.maxBytes)
        let type = try FileType.sniff(file.bytes.prefix(FileType.prefixLength))
        let work = Work(path: path, directory: directory, file: file, limits: limits)
        switch type {
        case .pdf: return try work.pdf(isCancelled)
        case .xml: return try work.xml(isCancelled)
        default: return PreparedDocument(type: type, pages: try work.images(type, isCancelled))
        }
    }

    private struct Work {
        let path: String
        let directory: String
        let file: MappedFile
        let limits: ReadingLimits

        func xml(_ isCancelled: () -> Bool) throws -> PreparedDocument {
            let invoice = try EInvoiceFile.read(file.bytes, isCancelled: isCancelled)
            let pages = (1...EInvoicePages.count(invoice)).map { PreparedPage(number: $0, content: .xml) }
            return PreparedDocument(type: .xml, pages: pages, einvoice: EInvoiceReading(invoice: invoice))
        }

        func pdf(_ isCancelled: () -> Bool) throws -> PreparedDocument {
            let pdf = try PDFFile(path: path)
            guard pdf.pageCount <= limits.maxPages else {
                let most = limits.maxPages
                throw DocumentProblem(
                    .tooManyPages, "The PDF has \(pdf.pageCount) pages; at most \(most) are read. Send it in parts.")
            }
            var images = EmbeddedImages(file: file.bytes, limits: limits)
            try images.check(isCancelled: isCancelled)
            let einvoice = try EmbeddedInvoice.find(in: pdf, isCancelled: isCancelled)
            let pages = try pages(pdf.pageCount) { number in
                if isCancelled() { throw RecognitionError.cancelled }
                let page = try pdf.page(number)
                if let read = TextLayer.useful(page, isCancelled: isCancelled) {
                    return PreparedPage(number: number, content: .text, read: read)
                }
                if isCancelled() { throw RecognitionError.cancelled }
                let dpi = page.rasterDPI(limits.maxRasterPixels)
                return try write(page.render(dpi: dpi), number, dpi: dpi)
            }
            return PreparedDocument(type: .pdf, pages: pages, einvoice: einvoice)
        }

        func images(_ type: FileType, _ isCancelled: () -> Bool) throws -> [PreparedPage] {
            let decoder = try ImageDecoder(path: path, type: type, file: file, limits: limits)
            return try pages(decoder.pageCount) { number in
                if isCancelled() { throw RecognitionError.cancelled }
                return try write(CleanUp.colourOrGrey(try decoder.decode(number - 1)), number, dpi: nil)
            }
        }

        /// A page that cannot be read costs no other.
        private func pages(_ count: Int, _ page: (Int) throws -> PreparedPage) throws -> [PreparedPage] {
            try PageProblem.each(1...count, page) { PreparedPage(number: $0, content: .unread($1)) }
        }

        /// - Parameter dpi: nil: what the file says, else what would make it a sheet of A4.
        private func write(_ original: Pixmap, _ number: Int, dpi: Int?) throws -> PreparedPage {
            let capture = CaptureMeasures(CleanUp.grey(original))
            let (bounded, halvings) = CleanUp.bounded(original, limits.maxRasterPixels)
            let image = CleanUp.darkOnWhite(bounded)
            let dpi = dpi ?? image.statedDPI ?? Self.supposedDPI(image)
            let name = "page-\(number).png"
            try image.writePNG("\(directory)/\(name)", dpi: dpi)
            let preparation = ImagePreparation(capture: capture, isInverted: image !== bounded, halvings: halvings)
            let prepared = PreparedImage(
                fileName: name, width: image.width, height: image.height, dpi: dpi, preparation: preparation)
            return PreparedPage(number: number, content: .image(prepared))
        }

        /// The shorter side taken for that of A4.
        private static func supposedDPI(_ image: Pixmap) -> Int {
            min(600, max(70, Int((Double(min(image.width, image.height)) / 8.27).rounded())))
        }
    }
}
