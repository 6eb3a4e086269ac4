import CLeptonica
import CTesseract
import Domain
import Glibc

/// Tesseract in process, its models loaded once. One thread at a time; several engines in several threads are fine.
public final class TesseractEngine: WordReader {
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
    /// What stops the engine after the first way to read a page costs the other ways only.
    public func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> Page {
        try read(image, in: directory, number: number, ReadingWatch(deadline: deadline, isCancelled: isCancelled))
    }

    /// As `read`, with a watch that runs already.
    func read(_ image: PreparedImage, in directory: String, number: Int, _ watch: ReadingWatch) throws -> Page {
        let pixmap = try open(image, in: directory)
        var best = try upright(pixmap, dpi: image.dpi, watch)
        if TurnRule.isDoubtful(best.words), !pixmap.isBlank {
            do {
                let isDense = best.words.longWords >= 150
                for turns in try directions(pixmap, best.attempt, dpi: image.dpi, dense: isDense, watch) {
                    let words = try recognise(pixmap.turned(turns), best.attempt, dpi: image.dpi, watch)
                    if words.sureWords > best.words.sureWords { (best.words, best.turns) = (words, turns) }
                }
            } catch let error as RecognitionError where error.leavesWhatWasRead && !best.words.isEmpty {
                best.end = error
            }
        }
        return page(best, number, of: image, pixmap)
    }

    /// Reads the image in one direction.
    public func read(
        _ image: PreparedImage, in directory: String, number: Int, turns: Int, deadline: Double,
        isCancelled: @escaping () -> Bool
    ) throws -> Page {
        let watch = ReadingWatch(deadline: deadline, isCancelled: isCancelled)
        let pixmap = try open(image, in: directory)
        var best = try upright(pixmap.turned(turns), dpi: image.dpi, watch)
        best.turns = turns
        return page(best, number, of: image, pixmap)
    }

    /// The best that was read so far.
    private struct Best {
        var words: [Word]
        var attempt: ReadingPlan.Attempt
        var turns = 0
        /// What stopped the engine before it was through.
        var end: RecognitionError?
    }

    private func open(_ image: PreparedImage, in directory: String) throws(RecognitionError) -> Pixmap {
        guard let pixmap = Pixmap(pixRead("\(directory)/\(image.fileName)")) else { throw .file(EIO) }
        return CleanUp.grey(pixmap)
    }

    /// The better of the ways to read such an image.
    private func upright(
        _ image: Pixmap, dpi: Int, _ watch: ReadingWatch
    ) throws -> Best {
        let plan = ReadingPlan(image)
        var best = Best(words: try recognise(image, plan.first, dpi: dpi, watch), attempt: plan.first)
        guard let second = plan.second, plan.isPoor(best.words) || TurnRule.isDoubtful(best.words) else { return best }
        do {
            let other = try recognise(image, second, dpi: dpi, watch)
            if other.sureWords > best.words.sureWords { (best.words, best.attempt) = (other, second) }
        } catch is DocumentProblem {  // Evening out brought up noise: what the first gave stays.
        } catch let error as RecognitionError where error.leavesWhatWasRead && !best.words.isEmpty {
            best.end = error
        }
        return best
    }

    /// - Parameter pixmap: the image as the file has it; what is kept of a page that was read turned has other sides.
    private func page(_ best: Best, _ number: Int, of image: PreparedImage, _ pixmap: Pixmap) -> Page {
        let isUpright = best.turns % 2 == 0
        var reading = reading(best.attempt, turns: best.turns)
        if let end = best.end { reading.ended(by: end) }
        return Page(
            number: number, width: isUpright ? pixmap.width : pixmap.height,
            height: isUpright ? pixmap.height : pixmap.width, dpi: image.dpi, source: .ocr,
            words: AmountShape.repaired(ReadingOrder.arrange(best.words)), reading: reading)
    }

    private func reading(_ attempt: ReadingPlan.Attempt, turns: Int) -> PageReading {
        var parameters = ["segmentation": "\(attempt.mode.rawValue)"]
        if attempt.isBlurred { parameters["blur"] = "true" }
        if attempt.isEvened { parameters["light_evened"] = "true" }
        if attempt.scale != 1 { parameters["scale"] = "\(attempt.scale)" }
        if turns != 0 { parameters["turned"] = "\(90 * turns)" }
        return PageReading(
            engines: [.init(name: "tesseract", version: Self.version)],
            languages: languages.split(separator: "+").map(String.init), parameters: parameters)
    }

    /// The turns worth a full reading. A dense page read the wrong way takes many times as long as the right way, so
    /// there a strip from the middle decides, if it is clear.
    private func directions(
        _ image: Pixmap, _ attempt: ReadingPlan.Attempt, dpi: Int, dense: Bool, _ watch: ReadingWatch
    ) throws -> [Int] {
        guard dense else { return [1, 2, 3] }
        var counts: [(turns: Int, sure: Int)] = []
        for turns in 1...3 {
            let words = try recognise(image.turned(turns).middle(), attempt, dpi: dpi, watch)
            counts.append((turns, words.sureWords))
        }
        counts.sort { $0.sure > $1.sure }
        return counts[0].sure >= 8 && counts[0].sure > 3 * counts[1].sure ? [counts[0].turns] : [1, 2, 3]
    }

    private func recognise(
        _ image: Pixmap, _ attempt: ReadingPlan.Attempt, dpi: Int, _ watch: ReadingWatch
    ) throws -> [Word] {
        let source = image.prepared(for: attempt)
        TessBaseAPISetPageSegMode(handle, attempt.mode)
        TessBaseAPISetImage2(handle, source.pix)
        TessBaseAPISetSourceResolution(handle, Int32(Float(dpi) * attempt.scale))
        defer { TessBaseAPIClear(handle) }
        if try spots() > Self.spotsForLayout { TessBaseAPISetPageSegMode(handle, PSM_SINGLE_BLOCK) }
        let status = try watch.run { monitor in TessBaseAPIRecognize(handle, monitor) }
        guard status == 0 else { throw RecognitionError.engine }
        guard let iterator = TessBaseAPIGetIterator(handle) else { return [] }
        defer { TessResultIteratorDelete(iterator) }
        return TesseractWords.collect(iterator).scaled(by: 1 / Double(attempt.scale))
    }

    /// With more spots than this a page is read as one block: layout analysis cannot be stopped, and takes 2 s for 20,000
    /// spots of text at 300 dpi but over 10 s for as many of noise, 120 s for 55,000. The most seen on 197 documents of all
    /// kinds are 10,000.
    private static let spotsForLayout: Int32 = 15_000
    /// One block of so many takes 2.5 s before it can be stopped.
    private static let mostSpots: Int32 = 150_000

    /// Connected spots of the black and white image that the analysis itself goes on with.
    private func spots() throws(DocumentProblem) -> Int32 {
        guard let image = Pixmap(TessBaseAPIGetThresholdedImage(handle)) else { return 0 }
        var spots: Int32 = 0
        guard pixCountConnComp(image.pix, 8, &spots) == 0 else { return 0 }
        guard spots <= Self.mostSpots else {
            throw DocumentProblem(
                .tooLarge,
                "A page has \(spots) separate spots, more than any text. Scan it without noise, or send its parts.")
        }
        return spots
    }
}
