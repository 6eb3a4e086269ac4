import Domain
import JobQueue
import Persistence

/// What work needs to know of the document that its job is about.
struct JobDocument: Sendable {
    /// The document.
    let id: Identifier
    /// By content, never by name.
    let mediaType: String
    /// Its file.
    let storageKey: String
    /// The client's name for it, for showing only.
    let filename: String
    /// Of the upload, as in the folders of files: `2026-11`.
    let month: String
    /// The page, of a step that is done by pages.
    let part: Int?
    /// The tenant's languages; nil: the installation's.
    let languages: String?

    /// Looks it up. Throws `JobProblem` where the job is about no document.
    static func open(_ job: HeldJob, _ session: WorkerSession) throws -> JobDocument {
        guard let row = try session.documentOpen(lease: job.lease).first else {
            throw JobProblem(code: "document_missing", detail: "Make this job about a document: its work needs one.")
        }
        return JobDocument(
            id: row.documentId, mediaType: row.mediaType, storageKey: row.storageKey, filename: row.filename,
            month: row.month, part: row.part, languages: row.languages)
    }
}
