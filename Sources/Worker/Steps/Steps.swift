import Domain
import Persistence

/// What the steps work with; the same for all slots.
struct StepTools: Sendable {
    let blobs: BlobStore
    let languages: String
}

/// What a step found, to be written in the transaction that ends its job.
struct StepResults {
    /// Writes it; may run again after a deadlock.
    let write: (WorkerTransaction, Lease) throws(DatabaseError) -> Void
}

/// The steps by their names in `pipeline_step`. One per slot: an OCR engine stays warm within it.
final class Steps {
    private let tools: StepTools
    private lazy var reader = ReadStep(tools: tools)

    init(_ tools: StepTools) { self.tools = tools }

    /// Does the step of a job. Throws `DocumentProblem` for what is wrong with the document, anything else for what
    /// may go better later.
    func run(_ job: HeldJob, session: WorkerSession) throws -> StepResults {
        switch job.claim.step {
        case "preprocess": try PrepareStep(tools: tools).run(job)
        case "ocr": try reader.run(job, session)
        case "predict": try PredictStep(predictor: InvoiceRules()).run(job, session)
        case "extract": try ExtractStep().run(job, session)
        case "evaluate": try EvaluateStep().run(job, session)
        default: throw UnknownStep(name: job.claim.step)
        }
    }
}

/// A step that this build does not know: the schema is newer than the worker.
struct UnknownStep: Error, CustomStringConvertible {
    let name: String
    var description: String { "this worker does not know the step \(name); bring it up to date" }
}
