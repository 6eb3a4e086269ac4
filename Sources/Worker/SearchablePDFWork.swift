import Domain
import JobQueue
import Persistence
import Recognition

/// searchable_pdf: the document as a PDF whose recognised words can be found. The job is about the document and none of its
/// steps; its payload names the reading.
struct SearchablePDFWork: Work {
    static let kind = "searchable_pdf"
    let tools: DocumentTools

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        // Read again since: the next reading's PDF is another job's.
        guard let document = try session.pdfOpen(lease: job.lease).first else { return .none }
        guard let type = FileType.allCases.first(where: { $0.mimeType == document.mediaType }) else {
            throw DocumentProblem(.unsupportedType, "Ask for another format: this file cannot be shown as a PDF.")
        }
        let scratch = try tools.blobs.makeScratch()
        defer { LocalFolder.removeFolder(path: scratch) }
        let pages = try pages(job, session)
        try tools.withDocument(document.storageKey) { path in
            try SearchablePDF.write(
                path, type: type, pages: pages, to: scratch + "/document.pdf", isCancelled: { job.isCancelled })
        }
        let folder =
            "results/\(job.claim.tenantUid)/\(document.month)/\(document.documentId)/"
            + "\(job.claim.kind)-\(job.claim.job)-\(job.claim.fence)"
        try tools.blobs.adopt(scratch, as: folder)
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            try transaction.pdfPut(lease: lease, pdfKey: folder + "/document.pdf")
        }
    }

    private func pages(_ job: HeldJob, _ session: WorkerSession) throws -> [Page] {
        var pages: [Page] = []
        while let row = try session.pdfPage(lease: job.lease, after: pages.last?.number ?? 0).first {
            pages.append(Page(row))
        }
        return pages
    }
}
