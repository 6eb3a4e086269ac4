import Domain

/// What is wrong with what a job was asked for. Trying again cannot help: its payload stays what it is.
public struct JobProblem: JobError {
    /// The stable code that stands in the job.
    public let jobCode: String
    /// What to do, in a sentence.
    public let jobDetail: String

    /// A problem from its code and a sentence that says what to do.
    public init(code: String, detail: String) {
        jobCode = code
        jobDetail = detail
    }

    /// It ends here.
    public var fate: JobFate { .final }
}

/// The work ended because its job was cancelled, lost, given back, or out of time; the job knows which.
public struct JobStopped: Error {
    /// The work has stopped.
    public init() {}
}

/// The attempt took longer than its queue allows.
public struct TimeLimitPassed: JobError {
    /// Words of the queue.
    public init() {}

    /// Another time it may be quicker.
    public var fate: JobFate { .retry() }
    /// As clients see it.
    public var jobCode: String { "time_limit" }
    /// As clients see it.
    public var jobDetail: String { "This step took longer than its queue allows." }
}

/// Work that no part of this process knows, as where the database is newer than the worker. The job waits for one that does.
struct UnknownKind: JobError {
    let kind: String

    var fate: JobFate { .snooze(seconds: 30) }
    var jobCode: String { "kind_unknown" }
    var jobDetail: String {
        "No worker that knows the work \(kind) has taken it yet: bring the workers of its queue up to date."
    }
}
