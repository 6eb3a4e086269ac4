import Domain
import Platform

/// Why reading stopped for a reason that is not the document's; a problem of the document is a `DocumentProblem`.
public enum RecognitionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// `isCancelled` said so.
    case cancelled
    /// A page took longer than its deadline.
    case deadline
    /// The host is not set up for recognition; the text says what to do.
    case setup(String)
    /// A file could not be read or written; `errno`.
    case file(Int32)
    /// The engine gave up on a page.
    case engine

    /// A sentence without paths or text of the document.
    public var description: String {
        switch self {
        case .cancelled: "Reading was cancelled."
        case .deadline: "Reading a page took longer than allowed."
        case .setup(let advice): advice
        case .file(let code): "A working file could not be read or written (errno \(code))."
        case .engine: "The recognition engine gave up on a page."
        }
    }
}

extension RecognitionError: JobError {
    /// Another time, or on another host, it may go better.
    public var fate: JobFate { .retry() }

    /// What the queue calls it.
    public var jobCode: String {
        switch self {
        case .cancelled, .deadline: "time_limit"
        case .file(let code) where StorageFull.means(code): StorageFull.code
        case .setup, .file, .engine: "internal_error"
        }
    }

    /// In words.
    public var jobDetail: String {
        switch self {
        case .cancelled, .deadline: "This step took longer than its queue allows."
        case .file(let code) where StorageFull.means(code): StorageFull.detail
        case .setup, .file, .engine: "The step failed for a reason that is not the document's."
        }
    }

    /// Nothing of a time that was over.
    public var jobLog: String { jobCode == "time_limit" ? "" : description }
}
