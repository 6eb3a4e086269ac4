#if canImport(Glibc)
    import Glibc
#endif

/// A stored file, open for reading; closed when it goes. Children inherit none where it was opened `O_CLOEXEC`.
public struct OpenFile: ~Copyable {
    /// At an unknown offset: read with `pread`, or map it.
    public let descriptor: Int32

    /// Takes over a descriptor.
    public init(taking descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// For libraries that want a path: good as long as the file is open, in this process and those it started under its user,
    /// be it a file without a name or a piece of memory. Each opening has an offset of its own. The process must be allowed to read the file by its
    /// mode, too: the kernel checks it once more.
    public var path: String { Self.folder + "/" + name }

    /// The folder of `path`.
    public static var folder: String { "/proc/\(getpid())/fd" }

    /// The last part of `path`.
    public var name: String { "\(descriptor)" }

    /// Its bytes; the error where the system does not tell.
    public func count() throws(BlobError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw BlobError(errno: errno) }
        return Int(status.st_size)
    }

    /// Hands the descriptor over, to be closed by whoever takes it.
    public consuming func release() -> Int32 {
        let descriptor = descriptor
        discard self
        return descriptor
    }
}
