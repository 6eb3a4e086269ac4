#if canImport(Glibc)
    import Glibc
#endif

/// No room for a file: in a disk's or a quota's words, and in a job's.
public enum StorageFull {
    /// Whether an error number says so.
    public static func means(_ errno: Int32) -> Bool { errno == ENOSPC || errno == EDQUOT || errno == EFBIG }

    /// The job's code.
    public static let code = "storage_full"
    /// The job's sentence.
    public static let detail = "The service has no room for files at the moment; it will try again."
}
