import CLeptonica
import Domain

/// The step before reading: finds what a file is and brings each page into a form that can be read.
public enum Preparation {
    /// Prepares the file at `path`; images of pages go as `page-<number>.png` into `directory`, which must exist.
    ///
    /// One page is in memory at a time. `isCancelled` is asked before each page and image.
    /// - Throws: `DocumentProblem`, which trying again cannot help, or `RecognitionError` (`.cancelled`, `.file`).
    public static func prepare(
        _ path: String, into directory: String, limits: ReadingLimits = ReadingLimits(),
        isCancelled: () -> Bool = { false }
    ) throws -> PreparedDocument {
        Quiet.silence
        let file = try MappedFile(path: path, maxBytes: limits.maxBytes)
        let type = try FileType.sniff(file.bytes.prefix(FileType.prefixLength))
        let work = Work(path: path, directory: directory, file: file, limits: limits)
        let pages = try type == .pdf ? work.pdf(isCancelled) : work.images(type, isCancelled)
        return PreparedDocument(type: type, pages: pages)
    }

    private struct Work {
        let path: String
        let directory: String
        let file: MappedFile
        let limits: ReadingLimits

        func pdf(_ isCancelled: () -> Bool) throws -> [PreparedPage] {
            let pdf = try PDFFile(path: path)
            guard pdf.pageCount <= limits.maxPages else {
                let most = limits.maxPages
                throw DocumentProblem(
                    .tooManyPages, "The PDF has \(pdf.pageCount) pages; at most \(most) are read. Send it in parts.")
            }
            var images = EmbeddedImages(file: file.bytes, limits: limits)
            try images.check(isCancelled: isCancelled)
            return try (1...pdf.pageCount).map { number in
                if isCancelled() { throw RecognitionError.cancelled }
                let page = try pdf.page(number)
                if TextLayer.isUseful(page) { return PreparedPage(number: number, content: .text) }
                let dpi = page.rasterDPI(limits.maxRasterPixels)
                return try write(page.render(dpi: dpi), number, dpi: dpi)
            }
        }

        func images(_ type: FileType, _ isCancelled: () -> Bool) throws -> [PreparedPage] {
            let decoder = ImageDecoder(path: path, type: type, file: file, limits: limits)
            return try (1...decoder.pageCount()).map { number in
                if isCancelled() { throw RecognitionError.cancelled }
                let image = CleanUp.colourOrGrey(try decoder.decode(number - 1))
                return try write(image, number, dpi: nil)
            }
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
