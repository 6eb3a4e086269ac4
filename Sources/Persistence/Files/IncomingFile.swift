import Domain
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// A file that is being written.
public final class IncomingFile {
    private let descriptor: Int32
    private let discard: () -> Void
    private let makeDurable: (Int32, StorageKey) throws(BlobError) -> Void
    private var isKept = false
    private let hash = SHA256Stream()
    /// Bytes written so far.
    public private(set) var count = 0
    /// The first bytes, enough to tell the file's type.
    public private(set) var head: [UInt8] = []

    /// Takes over a descriptor to write to. `keep` makes what was written durable under a key, whole or not at all;
    /// `discard` is called where it was not kept.
    public init(
        descriptor: Int32, discard: @escaping () -> Void,
        keep: @escaping (Int32, StorageKey) throws(BlobError) -> Void
    ) {
        self.descriptor = descriptor
        self.discard = discard
        makeDurable = keep
    }

    deinit {
        close(descriptor)
        if !isKept { discard() }
    }

    /// Appends bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(BlobError) {
        if head.count < FileType.prefixLength { head += bytes.prefix(FileType.prefixLength - head.count) }
        hash.update(bytes)
        count += bytes.count
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let written = Glibc.write(descriptor, part.baseAddress, part.count)
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                throw BlobError(errno: errno)
            }
        }
    }

    /// SHA-256 of all that was written; ask once.
    public func digest() -> Digest { hash.finish() }

    /// Makes the file durable under its key; nothing is written to it after that.
    public func keep(as key: String) throws(BlobError) {
        guard !isKept else { return }
        try makeDurable(descriptor, .checked(key))
        isKept = true
    }
}
