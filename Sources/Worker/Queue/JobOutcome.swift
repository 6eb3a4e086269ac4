import Domain
import Persistence
import Platform
import Recognition

/// How an attempt ended, for the log.
enum JobOutcome {
    /// Results and end are committed.
    case done
    /// The attempt failed; nil where it was the last.
    case failed(code: String, log: String, retryIn: Int?)
    /// The lease was lost; nothing was written.
    case lost
    /// Put back because the worker stops.
    case givenBack
    /// The end could not be written; the lease will run out.
    case unwritten(any Error)

    var word: String {
        switch self {
        case .done: "done"
        case .failed(_, _, let retryIn): retryIn == nil ? "failed" : "retry"
        case .lost: "lost"
        case .givenBack: "given back"
        case .unwritten: "unwritten"
        }
    }

    var level: Log.Level {
        switch self {
        case .done, .givenBack: .info
        case .failed, .lost: .warning
        case .unwritten: .error
        }
    }

    var fields: [(String, String)] {
        switch self {
        case .done, .lost, .givenBack: []
        case .failed(let code, let log, let retryIn):
            [("code", code)] + (log.isEmpty ? [] : [("error", log)])
                + (retryIn.map { [("retry_in_seconds", "\($0)")] } ?? [])
        case .unwritten(let error): [("error", "\(error)")]
        }
    }
}

/// What an error of a step means for its job.
enum JobFailure {
    /// The lease was lost: nothing may be written.
    case lost
    /// The worker stops: the job goes back uncounted.
    case givenBack
    /// The attempt failed, with words for the client and words for the log.
    case failed(code: String, detail: String, isPermanent: Bool, log: String)

    init(_ error: any Error, _ job: HeldJob) {
        if job.lost {
            self = .lost
        } else if let problem = error as? DocumentProblem {
            self = .failed(code: problem.code.rawValue, detail: problem.detail, isPermanent: true, log: "")
        } else if let problem = error as? JobProblem {
            self = .failed(code: problem.code, detail: problem.detail, isPermanent: true, log: "")
        } else if job.givenBack {
            self = .givenBack
        } else if let error = error as? DatabaseError {
            self = .init(database: error)
        } else if let error = error as? RecognitionError, error == .deadline || error == .cancelled {
            self = .failed(
                code: "time_limit", detail: "This step took longer than its queue allows.", isPermanent: false, log: "")
        } else if Self.isFull(error) {
            self = .failed(
                code: "storage_full", detail: "The service has no room for files at the moment; it will try again.",
                isPermanent: false, log: "\(error)")
        } else {
            self = .failed(
                code: "internal_error", detail: "The step failed for a reason that is not the document's.",
                isPermanent: false, log: "\(error)")
        }
    }

    /// No room for a stored file, or for one that a step works with.
    private static func isFull(_ error: any Error) -> Bool {
        if case .file(let code) = error as? RecognitionError { return BlobError(errno: code).isFull }
        return (error as? BlobError)?.isFull ?? false
    }

    private init(database error: DatabaseError) {
        if error.kind == .refused(status: 409, code: "lease_lost") {
            self = .lost
        } else {
            self = .failed(
                code: "internal_error", detail: "The step's results could not be stored.", isPermanent: false,
                log: "\(error)")
        }
    }
}
