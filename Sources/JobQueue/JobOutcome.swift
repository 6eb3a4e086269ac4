import Platform

/// How an attempt ended, for the log.
enum JobOutcome {
    /// Results and end are committed.
    case done
    /// The attempt failed; nil where it was the last.
    case failed(code: String, log: String, retryIn: Int?)
    /// Put off without being counted.
    case snoozed(code: String, seconds: Int)
    /// The lease was lost; nothing was written.
    case lost
    /// Put back because the worker stops.
    case givenBack
    /// The end could not be written; the lease will run out.
    case unwritten(any Error)

    /// Whether the database may hold something for this worker that the worker does not know of.
    var isUncertain: Bool {
        switch self {
        case .lost, .unwritten: true
        case .done, .failed, .snoozed, .givenBack: false
        }
    }

    var word: String {
        switch self {
        case .done: "done"
        case .failed(_, _, let retryIn): retryIn == nil ? "failed" : "retry"
        case .snoozed: "snoozed"
        case .lost: "lost"
        case .givenBack: "given back"
        case .unwritten: "unwritten"
        }
    }

    var level: Log.Level {
        switch self {
        case .done, .givenBack: .info
        case .failed, .lost, .snoozed: .warning
        case .unwritten: .error
        }
    }

    var fields: [(String, String)] {
        switch self {
        case .done, .lost, .givenBack: []
        case .failed(let code, let log, let retryIn):
            [("code", code)] + (log.isEmpty ? [] : [("error", log)])
                + (retryIn.map { [("retry_in_seconds", "\($0)")] } ?? [])
        case .snoozed(let code, let seconds): [("code", code), ("retry_in_seconds", "\(seconds)")]
        case .unwritten(let error): [("error", "\(error)")]
        }
    }
}
