/// What becomes of a job whose attempt failed.
public enum JobFate: Sendable, Hashable {
    /// Trying again cannot help: it is given up.
    case final
    /// It is tried again, after so many seconds where the error knows better than the queue; the attempt counts.
    case retry(after: Int? = nil)
    /// It is tried again after so many seconds, and nothing counts: the reason is not its own.
    case snooze(seconds: Int)
    /// Somebody else has the job by now: nothing may be written.
    case lost
}

/// An error that says itself what it means for the job whose attempt it ends. Any other error is a fault of ours, which is
/// tried again and shown without its words.
public protocol JobError: Error {
    /// What becomes of the job.
    var fate: JobFate { get }
    /// The stable code that stands in the job: at most 40 letters.
    var jobCode: String { get }
    /// What to do, in a sentence for a person; no path, no text of a document.
    var jobDetail: String { get }
    /// More for the log; empty where the code says all.
    var jobLog: String { get }
}

extension JobError {
    /// Nothing more.
    public var jobLog: String { "" }
}

extension DocumentProblem: JobError {
    /// The same bytes would give the same answer.
    public var fate: JobFate { .final }
    /// As clients see it.
    public var jobCode: String { code.rawValue }
    /// As clients see it.
    public var jobDetail: String { detail }
}
