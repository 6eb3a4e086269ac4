import Domain

/// Two readers as one: the reader of lines reads first, the reader of words where it adds something, and alone where the
/// other is not there or was lost.
public final class FusedEngine: RecognitionEngine {
    private let lines: any LineReader
    private let words: any WordReader
    private let policy: WordReaderPolicy

    /// An engine of both.
    public init(lines: any LineReader, words: any WordReader, policy: WordReaderPolicy) {
        self.lines = lines
        self.words = words
        self.policy = policy
    }

    /// The page as both read it. The reader of lines gets half of the time, so that the other can still do without it;
    /// where the other is not through in what is left, the page is as the line reader read it.
    public func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> Page {
        let watch = ReadingWatch(deadline: deadline, isCancelled: isCancelled)
        let byLines = try lines.lines(image, in: directory, deadline: deadline / 2, isCancelled: isCancelled)
        guard let byLines, !byLines.lines.isEmpty else {
            return try words.read(
                image, in: directory, number: number, deadline: watch.secondsLeft, isCancelled: isCancelled)
        }
        var page = Page(
            number: number, width: byLines.width, height: byLines.height, dpi: image.dpi, source: .ocr,
            words: PageFusion.words(byLines), reading: PageReading(byLines))
        // The lines that it had no time for are the other's.
        let isPartial = byLines.parameters["partial"] != nil
        guard isPartial || policy.isWanted(page) else { return page }
        do {
            let byWords = try words.read(
                image, in: directory, number: number, turns: byLines.turns, deadline: watch.secondsLeft,
                isCancelled: isCancelled)
            page.words = PageFusion.words(byLines, wordReader: byWords.words, isPartial: isPartial)
            page.reading?.add(byWords.reading)
        } catch let problem as DocumentProblem {
            // What the word reader refuses, the line reader has read already.
            page.reading?.parameters["second_reader"] = problem.code.rawValue
        } catch let error as RecognitionError where error.leavesWhatWasRead {
            page.reading?.ended(by: error)
        }
        return page
    }
}

extension PageReading {
    fileprivate init(_ page: RecognisedPage) {
        self.init(engines: [page.engine], parameters: page.parameters)
        if page.turns != 0 { parameters["turned"] = "\(90 * page.turns)" }
    }

    /// Adds what a word reader of the same page used.
    fileprivate mutating func add(_ other: PageReading?) {
        guard let other else { return }
        engines += other.engines
        languages += other.languages
        parameters.merge(other.parameters) { own, _ in own }
    }
}
