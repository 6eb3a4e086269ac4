import Domain
import FoundationEssentials
import Persistence

/// The pages of a job's document as they were read.
enum StoredPages {
    static func load(_ job: HeldJob, _ session: WorkerSession) throws -> [Page] {
        try session.pageList(lease: job.lease).map(page)
    }

    /// A page with the words that are stored of it; none where it is not read yet.
    static func page(_ row: PageListRow) throws -> Page {
        let words = try row.words.map { try JSONDecoder().decode([Word].self, from: Data($0.utf8)) } ?? []
        let reading = try row.reading.map { try JSONDecoder().decode(PageReading.self, from: Data($0.utf8)) }
        return Page(
            number: row.number, width: row.width, height: row.height, dpi: row.dpi,
            source: Page.Source(rawValue: row.source) ?? .ocr, words: words, reading: reading)
    }
}
