import CLeptonica
import CTesseract
import Domain
import Glibc

/// Tesseract in process, its models loaded once. One thread at a time; several engines in several threads are fine.
public final class TesseractEngine: RecognitionEngine {
    /// The languages as given, such as `eng+deu+fra`.
    public let languages: String
    private let handle: OpaquePointer

    /// Loads the models of `languages` (Tesseract's names, joined by `+`), from `models` or Tesseract's own folder.
    ///
    /// - Throws: `RecognitionError.setup` where a model is missing, or where `OMP_THREAD_LIMIT` is not `1`: OpenMP reads it
    ///   once, before `main`, so that it cannot be set here, and without it a page takes six times as long on a busy host.
    public init(languages: String, models: String? = nil) throws(RecognitionError) {
        try Self.checkThreads(getenv("OMP_THREAD_LIMIT").map { String(cString: $0) })
        Quiet.silence
        guard let handle = TessBaseAPICreate() else { throw .engine }
        guard TessBaseAPIInit2(handle, models, languages, OEM_LSTM_ONLY) == 0 else {
            TessBaseAPIDelete(handle)
            throw .setup("Tesseract has no model for one of the languages \(languages). Install it.")
        }
        TessBaseAPISetVariable(handle, "debug_file", "/dev/null")
        self.languages = languages
        self.handle = handle
    }

    /// - Throws: `.setup` where `OMP_THREAD_LIMIT` has another value than `1`.
    static func checkThreads(_ limit: String?) throws(RecognitionError) {
        guard limit == "1" else {
            throw .setup("Set OMP_THREAD_LIMIT=1 in the environment before the process starts; OCR crawls without it.")
        }
    }

    deinit {
        TessBaseAPIEnd(handle)
        TessBaseAPIDelete(handle)
    }

    /// Reads upright; a page with hardly a sure word is read in the other three directions too, and the best is kept.
    public func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws(RecognitionError) -> Page {
        guard let pixmap = Pixmap(pixRead("\(directory)/\(image.fileName)")) else { throw .file(EIO) }
        let watch = ReadingWatch(deadline: deadline, isCancelled: isCancelled)
        let layout = PageLayout(pixmap)
        let source = layout.isSheet ? pixmap : pixmap.blurred()
        var best = try recognise(source, dpi: image.dpi, layout, watch)
        var turns = 0
        if TurnRule.isDoubtful(best), !pixmap.isBlank {
            for candidate in 1...3 {
                let words = try recognise(source.turned(candidate), dpi: image.dpi, layout, watch)
                if words.sureWords > best.sureWords { (best, turns) = (words, candidate) }
            }
        }
        let (width, height) = turns % 2 == 0 ? (image.width, image.height) : (image.height, image.width)
        return Page(
            number: number, width: width, height: height, dpi: image.dpi, source: .ocr,
            words: ReadingOrder.arrange(best))
    }

    private func recognise(
        _ image: Pixmap, dpi: Int, _ layout: PageLayout, _ watch: ReadingWatch
    ) throws(RecognitionError) -> [Word] {
        TessBaseAPISetPageSegMode(handle, layout.isSheet ? PSM_AUTO : PSM_SINGLE_BLOCK)
        TessBaseAPISetImage2(handle, image.pix)
        TessBaseAPISetSourceResolution(handle, Int32(dpi))
        defer { TessBaseAPIClear(handle) }
        let status = try watch.run { monitor in TessBaseAPIRecognize(handle, monitor) }
        guard status == 0 else { throw .engine }
        guard let iterator = TessBaseAPIGetIterator(handle) else { return [] }
        defer { TessResultIteratorDelete(iterator) }
        return TesseractWords.collect(iterator)
    }
}

/// When a page counts as read the right way up.
enum TurnRule {
    /// Fewer than 8 sure words doubt one upright page in ten and catch 98 of 100 turned ones; a dense page upside down
    /// has more by chance, but few for its size.
    static func isDoubtful(_ words: [Word]) -> Bool {
        let sure = words.sureWords
        return sure < 8 || 6 * sure < words.count { $0.letters >= 3 }
    }
}

extension [Word] {
    /// Words of three letters and more that are read with confidence .8 and more; those that run down the page do not
    /// count, for Tesseract reads turned lines too, but loses their order.
    var sureWords: Int { count { $0.confidence >= 0.8 && $0.letters >= 3 && $0.box.width > $0.box.height } }
}

extension Word {
    fileprivate var letters: Int { text.unicodeScalars.count { $0.properties.isAlphabetic } }
}
