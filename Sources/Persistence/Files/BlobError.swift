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
    public var isFull: Bool { errno == ENOSPC || errno == EDQUOT || errno == EFBIG }

    /// The system's words for it.
    public var description: String { "blob store: \(String(cString: strerror(errno)))" }
}
