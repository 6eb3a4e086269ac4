import Domain
import Persistence
import Platform
import Synchronization

/// A job under way. The keeper of leases and the job's own thread both look at it.
final class HeldJob: Sendable {
    let lease: Lease
    let claim: JobsClaimRow
    private let opened = Mutex<JobDocument?>(nil)
    /// Monotonic second at which the attempt's time is over.
    private let deadline: Atomic<UInt64>
    private let isLost = Atomic<Bool>(false)
    private let isGivenBack = Atomic<Bool>(false)
    private let isWorkDone = Atomic<Bool>(false)

    init(_ claim: JobsClaimRow, worker: Int) {
        self.claim = claim
        lease = Lease(job: claim.job, worker: worker, fence: claim.fence)
        deadline = Atomic((Clock.monotonic() + Double(claim.timeLimitS)).bitPattern)
    }

    /// The document it is about, once it was opened; nil for a task of its own.
    var document: JobDocument? { opened.withLock { $0 } }

    /// Looks up the document that the job is about.
    func open(_ session: WorkerSession) throws(DatabaseError) {
        guard claim.subjectKind == "document" else { return }
        let row = try session.documentOpen(lease: lease).first
        opened.withLock { $0 = row.map(JobDocument.init) }
    }

    /// The attempt's time counts from now: a job claimed with others may have waited for a thread.
    func begin() {
        deadline.store((Clock.monotonic() + Double(claim.timeLimitS)).bitPattern, ordering: .relaxed)
    }

    /// Another worker may have the job, or it was cancelled: end the work and write nothing.
    func lose() { isLost.store(true, ordering: .relaxed) }

    /// The worker stops: end the work and put the job back.
    func giveBack() { isGivenBack.store(true, ordering: .relaxed) }

    /// Only writing is left, which may wait for the database longer than the work itself may take.
    func endWork() { isWorkDone.store(true, ordering: .relaxed) }

    /// Neither finished nor heeding the limit.
    func ignoresLimit(patience: Double) -> Bool {
        !isWorkDone.load(ordering: .relaxed) && secondsLeft < -patience
    }

    var lost: Bool { isLost.load(ordering: .relaxed) }
    var givenBack: Bool { isGivenBack.load(ordering: .relaxed) }
    var secondsLeft: Double { Double(bitPattern: deadline.load(ordering: .relaxed)) - Clock.monotonic() }

    /// Asked many times a second by the work itself.
    var isCancelled: Bool { lost || givenBack || secondsLeft < 0 }

    /// The document, where the kind of work needs one.
    func requireDocument() throws -> JobDocument {
        guard let document else { throw UnknownKind(name: "\(claim.kind) without a document") }
        return document
    }
}

/// What a step needs to know of its document.
struct JobDocument: Sendable {
    let id: Identifier
    let mediaType: String
    let storageKey: String
    let filename: String
    /// Of the upload, as in the folders of files: `2026-11`.
    let month: String

    /// The page, of a step that is done by pages.
    let part: Int?

    init(_ row: DocumentOpenRow) {
        id = row.documentId
        mediaType = row.mediaType
        storageKey = row.storageKey
        filename = row.filename
        month = row.month
        part = row.part
    }
}
