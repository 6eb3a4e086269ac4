import Domain
import FoundationEssentials
import Persistence
import Recognition

/// ocr: the text layer where there is one, Tesseract otherwise; words with boxes and confidence, and result.html.
final class ReadStep {
    private let tools: StepTools
    private var engine: TesseractEngine?
    /// Seconds for a page, so that one cannot use up the time of all.
    private static let pageLimit = 60.0

    init(tools: StepTools) { self.tools = tools }

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> StepResults {
        let prepared = try prepared(job, session)
        let pages = try Reading.read(
            prepared.document, at: tools.blobs.path(job.claim.storageKey), in: prepared.folder,
            engine: try warmEngine(), deadline: min(Self.pageLimit, max(1, job.secondsLeft)),
            isCancelled: { job.isCancelled })
        let words = pages.reduce(into: [Word]()) { $0 += $1.words }
        let confidence = words.isEmpty ? 0 : words.reduce(0) { $0 + $1.confidence } / Double(words.count)
        let resultKey = ResultKeys(job).file("result.html")
        let html = ResultHTML(
            title: job.claim.filename, languages: Self.tags(tools.languages), confidence: confidence)
        try tools.blobs.put(html.render(pages), as: resultKey)
        let rows = try pages.map { (page: $0, words: try Self.encode($0.words)) }
        let textLength = pages.reduce(0) { $0 + $1.text.count }
        return StepResults { (transaction, lease) throws(DatabaseError) in
            for (page, words) in rows {
                try transaction.pageRead(
                    lease: lease, number: page.number, width: page.width, height: page.height, dpi: page.dpi,
                    source: page.source.rawValue, confidence: DecimalText(share: page.confidence),
                    wordCount: page.words.count, words: words)
            }
            try transaction.documentRead(
                lease: lease, textLength: textLength, confidence: DecimalText(share: confidence),
                resultKey: resultKey)
        }
    }

    private func prepared(_ job: HeldJob, _ session: WorkerSession) throws -> (
        document: PreparedDocument, folder: String
    ) {
        var folder = ""
        let pages = try session.pageList(lease: job.lease).map { row in
            guard let key = row.imageKey, let slash = key.lastIndex(of: "/") else {
                return PreparedPage(number: row.number, content: .text)
            }
            folder = tools.blobs.path(String(key[..<slash]))
            let name = String(key[key.index(after: slash)...])
            return PreparedPage(
                number: row.number,
                content: .image(PreparedImage(fileName: name, width: row.width, height: row.height, dpi: row.dpi)))
        }
        let type = FileType.allCases.first { $0.mimeType == job.claim.mediaType } ?? .pdf
        return (PreparedDocument(type: type, pages: pages), folder)
    }

    /// The models take a twentieth of a second to load; the engine stays for the slot's next jobs.
    private func warmEngine() throws -> TesseractEngine {
        if let engine { return engine }
        let engine = try TesseractEngine(languages: tools.languages)
        self.engine = engine
        return engine
    }

    private static func encode(_ words: [Word]) throws -> String {
        String(decoding: try JSONEncoder().encode(words), as: UTF8.self)
    }

    /// Tesseract's names as BCP 47 tags.
    private static func tags(_ languages: String) -> [String] {
        let known = ["eng": "en", "deu": "de", "fra": "fr", "swe": "sv", "ita": "it", "spa": "es", "nld": "nl"]
        return languages.split(separator: "+").map { known[String($0)] ?? String($0) }
    }
}
