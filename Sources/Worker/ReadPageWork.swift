import JobQueue
import Persistence

/// ocr_page: one page of the step ocr, where there are several.
struct ReadPageWork: Work {
    static let kind = "ocr_page"
    let reader: PageReader

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        let document = try JobDocument.open(job, session)
        let unread = try document.part.map { part throws(DatabaseError) in
            try session.pageList(lease: job.lease, number: part).filter { $0.words == nil }
        }
        let pages = try ReadPage.all(try reader.read(unread ?? [], of: document, job, session, isPart: true))
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            try ReadPage.write(pages, transaction, lease)
        }
    }
}
