import Domain
import FoundationEssentials
import JobQueue
import Persistence

/// The pages of a job's document as they were read.
public enum StoredPages {
    /// All pages, in order.
    public static func load(_ job: HeldJob, _ session: WorkerSession) throws -> [Page] {
        try session.pageList(lease: job.lease, number: nil).map(page)
    }

    /// A page with the words that are stored of it; none where it is not read yet.
    public static func page(_ row: PageListRow) throws -> Page {
        Page(
            number: row.number, width: row.width, height: row.height, dpi: row.dpi,
            source: Page.Source(rawValue: row.source) ?? .ocr, words: try decode(row.words) ?? [],
            reading: try decode(row.reading))
    }

    /// The same of a page that was asked for alone.
    public static func page(_ row: ResultPageRow) throws -> Page {
        Page(
            number: row.number, width: row.width, height: row.height, dpi: row.dpi,
            source: Page.Source(rawValue: row.source) ?? .ocr, words: try decode(row.words) ?? [],
            reading: try decode(row.reading))
    }

    private static func decode<Value: Decodable>(_ json: String?) throws -> Value? {
        try json.map { try JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }
}
