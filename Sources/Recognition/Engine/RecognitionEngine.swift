import Domain

/// Reads the words of a prepared image.
public protocol RecognitionEngine {
    /// The words of `image` in `directory` as page `number`; the page is upright, so it may be turned against the image.
    ///
    /// - Parameters:
    ///   - deadline: seconds this page may take.
    ///   - isCancelled: asked many times a second, on this thread.
    /// - Throws: `RecognitionError`, or `DocumentProblem` where the page is more than can be read.
    func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> Page
}

/// The step after preparing.
public enum Reading {
    /// The pages of a prepared document: text layers from the file at `path`, images in `directory` by `engine`. One that
    /// cannot be read has no words, and says why among its reading's parameters.
    ///
    /// - Parameters:
    ///   - deadline: seconds each recognised page may take.
    ///   - isPart: there are other pages, so that none of these fails the document.
    ///   - isCancelled: asked between pages and many times a second within.
    ///   - progress: told after each page how many are done.
    /// - Throws: `DocumentProblem` where no page can be read, or `RecognitionError`.
    public static func read(
        _ document: PreparedDocument, at path: String, in directory: String, engine: any RecognitionEngine,
        deadline: Double = 120, isPart: Bool = false, isCancelled: @escaping () -> Bool = { false },
        progress: (Int) -> Void = { _ in }
    ) throws -> [Page] {
        let hasText = document.pages.contains { $0.content == .text && $0.read == nil }
        let pdf = hasText ? try PDFFile(path: path) : nil
        let sheets =
            document.pages.contains { $0.content == .xml } ? document.einvoice?.invoice.map(EInvoicePages.pages) : []
        return try PageProblem.each(document.pages, isPart: isPart) { prepared in
            if isCancelled() { throw RecognitionError.cancelled }
            defer { progress(prepared.number) }
            switch prepared.content {
            case .text:
                if let read = prepared.read { return read }
                guard let page = try pdf?.page(prepared.number) else { throw PDFFile.broken }
                return TextLayer.useful(page) ?? TextLayer.page(page)
            case .xml:
                guard let sheet = sheets?.first(where: { $0.number == prepared.number }) else {
                    throw RecognitionError.setup(
                        "Read the document again from its first step: its invoice is not there.")
                }
                return sheet
            case .unread(let problem): return problem.page(prepared.number)
            case .image(let image):
                let page = try engine.read(
                    image, in: directory, number: prepared.number, deadline: deadline, isCancelled: isCancelled)
                return image.preparation?.complete(page) ?? page
            }
        } instead: { prepared, problem in
            if case .image(let image) = prepared.content { return problem.page(prepared.number, image: image) }
            return problem.page(prepared.number)
        }
    }
}
