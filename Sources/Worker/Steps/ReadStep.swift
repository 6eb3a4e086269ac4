import Domain
import FoundationEssentials
import Persistence
import Recognition

/// ocr: the text layer where there is one, recognition otherwise; words with boxes and confidence, and result.html.
final class ReadStep {
    private let tools: StepTools
    private let engines: WarmEngines
    /// Seconds for a page, so that one cannot use up the time of all.
    private static let pageLimit = 60.0

    init(tools: StepTools) {
        self.tools = tools
        engines = WarmEngines(usual: tools.languages, readsTwice: tools.readsTwice, meter: tools.meter)
    }

    /// All pages that are not read yet, then the whole document.
    func run(_ job: HeldJob, _ session: WorkerSession) throws -> StepResults {
        let document = try job.requireDocument()
        let stored = try session.pageList(lease: job.lease, number: nil)
        let languages = try languages(job, session)
        let isPart = stored.contains { $0.words != nil }
        let read = try self.read(
            stored.filter { $0.words == nil }, of: document, job, languages, session, isPart: isPart)
        let pages = try (read + stored.filter { $0.words != nil }.map(StoredPages.page)).sorted {
            $0.number < $1.number
        }
        if let problem = Self.problem(pages) { throw problem }
        let words = pages.reduce(into: [Word]()) { $0 += $1.words }
        let confidence = words.isEmpty ? 0 : words.reduce(0) { $0 + $1.confidence } / Double(words.count)
        let resultKey = try ResultKeys(job).file("result.html")
        let html = ResultHTML(
            title: document.filename, languages: Self.tags(languages), confidence: confidence)
        try tools.blobs.put(html.render(pages), as: resultKey)
        let rows = try Self.rows(read)
        let textLength = pages.reduce(0) { $0 + $1.text.count }
        return StepResults { (transaction, lease) throws(DatabaseError) in
            try Self.write(rows, transaction, lease)
            try transaction.documentRead(
                lease: lease, textLength: textLength, confidence: DecimalText(share: confidence),
                resultKey: resultKey)
        }
    }

    /// The one page that this part of the step is.
    func runPage(_ job: HeldJob, _ session: WorkerSession) throws -> StepResults {
        let stored = try job.claim.part.map { part throws(DatabaseError) in
            try session.pageList(lease: job.lease, number: part).filter { $0.words == nil }
        }
        let rows = try Self.rows(
            try read(
                stored ?? [], of: try job.requireDocument(), job, try languages(job, session), session, isPart: true))
        return StepResults { (transaction, lease) throws(DatabaseError) in try Self.write(rows, transaction, lease) }
    }

    private func languages(_ job: HeldJob, _ session: WorkerSession) throws -> String {
        engines.languages(try session.jobLanguages(lease: job.lease).languages)
    }

    private func read(
        _ rows: [PageListRow], of document: JobDocument, _ job: HeldJob, _ languages: String,
        _ session: WorkerSession, isPart: Bool
    ) throws -> [Page] {
        var prepared = try prepared(rows, of: document)
        if rows.contains(where: { $0.source == Page.Source.xml.rawValue }) {
            prepared.document.einvoice = try StoredInvoice.load(job, session)
        }
        let engine = StoredImages(store: tools.blobs, engine: try engines.engine(languages))
        let read = { (path: String) in
            try Reading.read(
                prepared.document, at: path, in: prepared.folder, engine: engine,
                deadline: min(Self.pageLimit, max(1, job.secondsLeft)), isPart: isPart,
                isCancelled: { job.isCancelled })
        }
        let needsFile = prepared.document.pages.contains { $0.content == .text && $0.read == nil }
        return needsFile ? try tools.withDocument(document.storageKey, read) : try read("")
    }

    /// Of a document whose pages were read each for itself, and none could be.
    private static func problem(_ pages: [Page]) -> DocumentProblem? {
        let codes = pages.compactMap { $0.unread.flatMap(DocumentProblem.Code.init) }
        guard let code = codes.first, codes.count == pages.count else { return nil }
        return DocumentProblem(code, "None of the pages can be read. Send the document again in another form.")
    }

    private static func rows(_ pages: [Page]) throws -> [Row] {
        try pages.map { Row(page: $0, words: try encode($0.words), reading: try $0.reading.map(encode)) }
    }

    private static func write(
        _ rows: [Row], _ transaction: WorkerTransaction, _ lease: Lease
    ) throws(DatabaseError) {
        for row in rows {
            let page = row.page
            try transaction.pageRead(
                lease: lease, number: page.number, width: page.width, height: page.height, dpi: page.dpi,
                source: page.source.rawValue, confidence: DecimalText(share: page.confidence),
                wordCount: page.words.count, words: row.words, reading: row.reading)
        }
    }

    private func prepared(_ rows: [PageListRow], of document: JobDocument) throws -> (
        document: PreparedDocument, folder: String
    ) {
        var folder = ""
        let pages = try rows.map { row in
            guard let key = row.imageKey, let slash = key.lastIndex(of: "/") else {
                return PreparedPage(number: row.number, content: try Self.content(row), read: try Self.read(row))
            }
            folder = String(key[..<slash])
            let name = String(key[key.index(after: slash)...])
            let preparation = try row.preparation.map {
                try JSONDecoder().decode(ImagePreparation.self, from: Data($0.utf8))
            }
            let image = PreparedImage(
                fileName: name, width: row.width, height: row.height, dpi: row.dpi, preparation: preparation)
            return PreparedPage(number: row.number, content: .image(image))
        }
        let type = FileType.allCases.first { $0.mimeType == document.mediaType } ?? .pdf
        return (PreparedDocument(type: type, pages: pages), folder)
    }

    /// How a page without an image is to be read.
    private static func content(_ row: PageListRow) throws -> PreparedPage.Content {
        switch row.source {
        case Page.Source.text.rawValue: .text
        case Page.Source.xml.rawValue: .xml
        default:
            .unread(try JSONDecoder().decode(PageProblem.self, from: Data((row.preparation ?? "").utf8)))
        }
    }

    /// What preparing read of a page. Where it was read before, or is much, nothing is kept: the file is there.
    private static func read(_ row: PageListRow) throws -> Page? {
        guard row.source == Page.Source.text.rawValue, let preparation = row.preparation else { return nil }
        return try JSONDecoder().decode(Page.self, from: Data(preparation.utf8))
    }

    /// A page with its parts that are stored as JSON.
    private struct Row {
        let page: Page
        let words: String
        let reading: String?
    }

    private static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    /// Tesseract's names as BCP 47 tags.
    private static func tags(_ languages: String) -> [String] {
        let known = ["eng": "en", "deu": "de", "fra": "fr", "swe": "sv", "ita": "it", "spa": "es", "nld": "nl"]
        return languages.split(separator: "+").map { known[String($0)] ?? String($0) }
    }
}
