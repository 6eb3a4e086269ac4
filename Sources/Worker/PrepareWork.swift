import CUnix
import Domain
import FoundationEssentials
import JobQueue
import Persistence
import Recognition

/// preprocess: type by content, page count, and an image for each page that has no text of its own.
struct PrepareWork: Work {
    static let kind = "preprocess"
    let tools: DocumentTools

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        let stored = try JobDocument.open(job, session)
        // A picture's rows are many small pieces of memory; what is left of them must not add to the next picture.
        defer { cunix_trim_memory() }
        let scratch = try tools.blobs.makeScratch()
        defer { LocalFolder.removeFolder(path: scratch) }
        let document = try tools.withDocument(stored.storageKey) { path in
            try Preparation.prepare(path, into: scratch, isCancelled: { job.isCancelled })
        }
        let keys = ResultKeys(job, stored)
        let pages = try document.pages.map { try page($0, of: job, keys) }
        try tools.blobs.adopt(scratch, as: keys.folder)
        let einvoice = try document.einvoice.map { (content: try StoredInvoice.encode($0), summary: $0.summary) }
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            try transaction.pagesClear(lease: lease)
            for page in pages {
                try transaction.pageAdd(
                    lease: lease, number: page.number, width: page.width, height: page.height, dpi: page.dpi,
                    source: page.source.rawValue, imageKey: page.imageKey, preparation: page.preparation)
            }
            if let einvoice {
                try transaction.einvoicePut(lease: lease, content: einvoice.content, summary: einvoice.summary)
            }
        }
    }

    private struct Row {
        let number: Int
        let width: Int
        let height: Int
        let dpi: Int
        let source: Page.Source
        let imageKey: String?
        let preparation: String?
    }

    private func page(_ page: PreparedPage, of job: HeldJob, _ keys: ResultKeys) throws -> Row {
        switch page.content {
        case .image(let image):
            return Row(
                number: page.number, width: image.width, height: image.height, dpi: image.dpi, source: .ocr,
                imageKey: keys.file(image.fileName), preparation: try image.preparation.map(Self.encode))
        case .unread(let problem):
            return Row(
                number: page.number, width: PageProblem.width, height: PageProblem.height, dpi: PageProblem.dpi,
                source: .ocr, imageKey: nil, preparation: try Self.encode(problem))
        case .xml:
            return Row(
                number: page.number, width: EInvoicePages.width, height: EInvoicePages.height, dpi: EInvoicePages.dpi,
                source: .xml, imageKey: nil, preparation: nil)
        case .text:
            // The layer was read to be judged; the next step takes it from there.
            return Row(
                number: page.number, width: page.read?.width ?? 1, height: page.read?.height ?? 1, dpi: PDFPage.dpi,
                source: .text, imageKey: nil, preparation: try page.read.flatMap(Self.kept))
        }
    }

    /// Bytes of what was read of a page that are kept for the next step: beyond, it reads the page once more.
    private static let mostKept = 2_000_000

    /// Nil where that is more than is kept.
    static func kept(_ page: Page) throws -> String? {
        let json = try encode(page)
        return json.utf8.count <= mostKept ? json : nil
    }

    private static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}
