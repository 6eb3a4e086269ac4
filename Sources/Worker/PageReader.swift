import Domain
import FoundationEssentials
import JobQueue
import Persistence
import Recognition

/// Reads the pages of a document that preparing left; one per slot, so that its engines stay warm.
final class PageReader {
    let tools: DocumentTools
    private let engines: WarmEngines
    /// Seconds for a page, so that one cannot use up the time of all.
    private static let pageLimit = 60.0

    init(_ tools: DocumentTools, meter: WorkerMeter) {
        self.tools = tools
        engines = WarmEngines(usual: tools.languages, readsTwice: tools.readsTwice, meter: meter)
    }

    /// The languages that a document is read in, as Tesseract names them.
    func languages(_ document: JobDocument) -> String { engines.languages(document.languages) }

    func read(
        _ rows: [PageListRow], of document: JobDocument, _ job: HeldJob, _ session: WorkerSession, isPart: Bool
    ) throws -> [Page] {
        var prepared = try prepared(rows, of: document)
        if rows.contains(where: { $0.source == Page.Source.xml.rawValue }) {
            prepared.document.einvoice = try session.einvoice(job.lease)
        }
        let engine = StoredImages(store: tools.blobs, engine: try engines.engine(languages(document)))
        let read = { (path: String) in
            try Reading.read(
                prepared.document, at: path, in: prepared.folder, engine: engine,
                deadline: min(Self.pageLimit, max(1, job.secondsLeft)), isPart: isPart,
                isCancelled: { job.isCancelled })
        }
        let needsFile = prepared.document.pages.contains { $0.content == .text && $0.read == nil }
        return needsFile ? try tools.withDocument(document.storageKey, read) : try read("")
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
            let preparation: ImagePreparation? = try row.preparation.map(Self.decode)
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
            .unread(try decode(row.preparation ?? ""))
        }
    }

    /// What preparing read of a page. Where it was read before, or is much, nothing is kept: the file is there.
    private static func read(_ row: PageListRow) throws -> Page? {
        guard row.source == Page.Source.text.rawValue, let preparation = row.preparation else { return nil }
        return try decode(preparation)
    }

    /// What preparing a page left depends on what the page is.
    private static func decode<Value: Decodable>(_ preparation: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(preparation.utf8))
    }
}
