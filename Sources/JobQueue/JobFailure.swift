import Domain

/// What an error of an attempt means for its job.
enum JobFailure: Equatable {
    /// Nothing may be written.
    case lost
    /// The job goes back uncounted.
    case givenBack
    /// It is tried again later, and nothing is counted.
    case snoozed(code: String, detail: String, seconds: Int)
    /// The attempt failed, with words for a person and words for the log; `after` where the error knows when to try again.
    case failed(code: String, detail: String, isFinal: Bool, after: Int?, log: String)

    /// How the job stands comes before what the error says, but for what is final: the same payload would give it again.
    init(_ error: any Error, _ standing: JobStanding) {
        let known = error as? any JobError
        switch (standing, known?.fate) {
        case (.lost, _), (_, .lost): self = .lost
        case (.givenBack, let fate) where fate != .final: self = .givenBack
        default: self = Self.spoken(known ?? (standing == .overdue ? TimeLimitPassed() : Fault(error)))
        }
    }

    private static func spoken(_ error: any JobError) -> JobFailure {
        switch error.fate {
        case .snooze(let seconds): .snoozed(code: error.jobCode, detail: error.jobDetail, seconds: seconds)
        case .retry(let after): failed(error, isFinal: false, after: after)
        case .final, .lost: failed(error, isFinal: true, after: nil)
        }
    }

    private static func failed(_ error: any JobError, isFinal: Bool, after: Int?) -> JobFailure {
        .failed(code: error.jobCode, detail: error.jobDetail, isFinal: isFinal, after: after, log: error.jobLog)
    }

    /// An error that says nothing of itself.
    private struct Fault: JobError {
        let error: any Error

        init(_ error: any Error) { self.error = error }

        var fate: JobFate { .retry() }
        var jobCode: String { "internal_error" }
        var jobDetail: String { "The step failed for a reason that is not the document's." }
        var jobLog: String { "\(error)" }
    }
}
