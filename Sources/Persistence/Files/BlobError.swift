import Domain
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// Why a file could not be read or written; never its path.
public struct BlobError: Error, Sendable, CustomStringConvertible {
    /// The system's error number.
    public let errno: Int32

    /// An error by its number.
    public init(errno: Int32) { self.errno = errno }

    static let badKey = BlobError(errno: EINVAL)

    /// True where there is no such file.
    public var isMissing: Bool { errno == ENOENT }

    /// True where the disk, or the quota, is full.
    public var isFull: Bool { StorageFull.means(errno) }

    /// The system's words for it.
    public var description: String { "blob store: \(String(cString: strerror(errno)))" }
}

extension BlobError: JobError {
    /// There may be room another time.
    public var fate: JobFate { .retry() }
    /// What the queue calls it.
    public var jobCode: String { isFull ? StorageFull.code : "internal_error" }
    /// In words.
    public var jobDetail: String {
        isFull ? StorageFull.detail : "The step failed for a reason that is not the document's."
    }
    /// The system's words.
    public var jobLog: String { description }
}
