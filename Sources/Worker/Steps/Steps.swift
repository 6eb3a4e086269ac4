import Domain
import Persistence
import Platform

/// What the steps work with; the same for all slots.
struct StepTools: Sendable {
    let blobs: any FileStore
    let languages: String
    /// Both engines read every image.
    let readsTwice: Bool
    /// Wakes the workers of a queue that a step made jobs in.
    let doorbell: Doorbell
    /// What this process measures.
    let meter = WorkerMeter()
}

/// What a step found, to be written in the transaction that ends its job.
struct StepResults {
    /// Writes it; may run again after a deadlock. Nil: there is nothing to write.
    private let writing: ((WorkerTransaction, Lease) throws(DatabaseError) -> Void)?

    init(_ write: @escaping (WorkerTransaction, Lease) throws(DatabaseError) -> Void) { writing = write }

    private init() { writing = nil }

    /// Nothing to write.
    static var none: StepResults { StepResults() }

    var isEmpty: Bool { writing == nil }

    func write(_ transaction: WorkerTransaction, _ lease: Lease) throws(DatabaseError) {
        try writing?(transaction, lease)
    }
}

/// What a worker can do, by the kinds of jobs. One per slot: an OCR engine stays warm within it.
final class Steps {
    private let tools: StepTools
    private lazy var reader = ReadStep(tools: tools)

    init(_ tools: StepTools) { self.tools = tools }

    /// Does the work of a job. Throws `DocumentProblem` for what is wrong with the document, anything else for what
    /// may go better later.
    func run(_ job: HeldJob, session: WorkerSession) throws -> StepResults {
        switch job.claim.kind {
        case "preprocess": try PrepareStep(tools: tools).run(job)
        case "ocr": try reader.run(job, session)
        case "ocr_page": try reader.runPage(job, session)
        case "predict": try PredictStep(predictor: InvoiceRules()).run(job, session)
        case "extract": try ExtractStep().run(job, session)
        case "evaluate": try EvaluateStep().run(job, session)
        case "reprocess": try ReprocessStep(job).run(job, session, tools.doorbell)
        case "searchable_pdf": try SearchablePDFStep(tools: tools).run(job, session)
        case "probe": try Probe(job).run(job)
        default: throw UnknownKind(name: job.claim.kind)
        }
    }
}

/// Work that this build does not know: the schema is newer than the worker.
struct UnknownKind: Error, CustomStringConvertible {
    let name: String
    var description: String { "this worker does not know the work \(name); bring it up to date" }
}
