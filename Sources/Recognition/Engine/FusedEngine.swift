import Domain

/// Two readers as one: the reader of lines reads first, the reader of words where it adds something, and alone where the
/// other is not there or was lost.
public final class FusedEngine: RecognitionEngine {
    private let lines: any LineReader
    private let words: any WordReader
    private let policy: SecondLook

    /// An engine of both.
    public init(lines: any LineReader, words: any WordReader, policy: SecondLook) {
        self.lines = lines
        self.words = words
        self.policy = policy
    }

    /// The page as both read it. The reader of lines gets half of the time, so that the other can still do without it;
    /// where the other is not through in what is left, the page is as the first read it.
    public func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> Page {
        let watch = ReadingWatch(deadline: deadline, isCancelled: isCancelled)
        let first = try lines.lines(image, in: directory, deadline: deadline / 2, isCancelled: isCancelled)
        guard let first, !first.lines.isEmpty else {
            return try words.read(
                image, in: directory, number: number, deadline: watch.secondsLeft, isCancelled: isCancelled)
        }
        var page = Page(
            number: number, width: first.width, height: first.height, dpi: image.dpi, source: .ocr,
            words: PageFusion.words(first), reading: PageReading(first))
        // The lines that the first had no time for are the other's.
        let isPartial = first.parameters["partial"] != nil
        guard isPartial || policy.isWanted(page) else { return page }
        do {
            let second = try words.read(
                image, in: directory, number: number, turns: first.turns, deadline: watch.secondsLeft,
                isCancelled: isCancelled)
            page.words = PageFusion.words(first, second: second.words, isPartial: isPartial)
            page.reading?.add(second.reading)
        } catch let problem as DocumentProblem {
            // What the second reader refuses, the first has read already.
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

    /// Adds what a second reader of the same page used.
    fileprivate mutating func add(_ other: PageReading?) {
        guard let other else { return }
        engines += other.engines
        languages += other.languages
        parameters.merge(other.parameters) { own, _ in own }
    }
}
