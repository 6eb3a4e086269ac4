import Domain
import Persistence

/// Work of one kind. The executable that can do it registers it; the queue knows no more of it than its word.
///
///     struct Greeting: Work {
///         static let kind = "greeting"
///         func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
///             Log.info("hello", ["job": "\(job.lease.job)"])
///             return .none
///         }
///     }
///
///     WorkerProcess(works: { [Greeting()] }, …).run()
public protocol Work {
    /// The word in `job.kind`: what is to be done.
    static var kind: String { get }

    /// Does the work of a job: reads what it needs under the job's lease, asks `job.isCancelled` wherever it spends time, and
    /// gives what is to be written in the transaction that ends the job. Throws a `JobError` where it knows what that means
    /// for the job, anything else for what may go better another time. It may run twice for one job: a worker can die
    /// between an effect outside the database and the commit.
    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults
}

/// What work found, to be written in the transaction that ends its job.
public struct WorkResults {
    /// Writes it; may run again after a deadlock. Nil: there is nothing to write.
    private let writing: ((WorkerTransaction, Lease) throws(DatabaseError) -> Void)?

    /// Results that `write` writes; it may be called more than once, so it has no other effect.
    public init(_ write: @escaping (WorkerTransaction, Lease) throws(DatabaseError) -> Void) { writing = write }

    private init() { writing = nil }

    /// Nothing to write.
    public static var none: WorkResults { WorkResults() }

    var isEmpty: Bool { writing == nil }

    func write(_ transaction: WorkerTransaction, _ lease: Lease) throws(DatabaseError) {
        try writing?(transaction, lease)
    }
}

/// The work that one slot can do, each kind made once, so that what it keeps warm stays so.
struct WorkSet {
    private let works: [String: any Work]

    init(_ works: [any Work]) {
        self.works = Dictionary(uniqueKeysWithValues: works.map { (type(of: $0).kind, $0) })
    }

    /// The words of all, sorted.
    var kinds: [String] { works.keys.sorted() }

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        guard let work = works[job.claim.kind] else { throw UnknownKind(kind: job.claim.kind) }
        return try work.run(job, session)
    }
}
