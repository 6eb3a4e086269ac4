import Domain
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// Files by storage key below one folder. A file is whole or not there: it is written beside its place, flushed to the
/// disk and renamed.
///
///     uploads/<tenant uid>/<yyyy-mm>/<media id>/<name>      what came in
///     results/<tenant uid>/<yyyy-mm>/<document id>/…        what was made of it
public struct BlobStore: Sendable {
    /// The folder that everything lies below.
    public let root: String

    /// A store below an existing folder.
    public init(root: String) { self.root = root }

    /// Where the bytes of a key are on this host; for decoders, never for a client.
    public func path(_ key: String) -> String { root + "/" + key }

    /// The folder of files that are not finished.
    public func incoming() throws(BlobError) -> String {
        let folder = root + "/incoming"
        try Self.makeFolders(folder)
        return folder
    }

    /// A file being written; it vanishes unless it is kept.
    public func create() throws(BlobError) -> Incoming {
        let folder = try incoming()
        var template = Array((folder + "/XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw BlobError(errno: errno) }
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        return Incoming(descriptor: descriptor, path: path, store: self)
    }

    /// Stores bytes under a key, over what is there.
    public func put(_ text: String, as key: String) throws(BlobError) {
        let incoming = try create()
        var text = text
        var failure: BlobError?
        text.withUTF8 { bytes in
            do throws(BlobError) { try incoming.write(UnsafeRawBufferPointer(bytes)) } catch { failure = error }
        }
        if let failure { throw failure }
        try incoming.keep(as: key)
    }

    /// Moves a finished file, or a folder of them, to its key, over a folder that an earlier attempt left.
    public func adopt(_ path: String, as key: String) throws(BlobError) {
        let target = self.path(key)
        try Self.makeFolders(Self.parent(target))
        removeFolder(key)
        guard rename(path, target) == 0 else { throw BlobError(errno: errno) }
        try Self.flushFolder(Self.parent(target))
    }

    /// An empty folder for a step's files, on the same file system as the store.
    public func makeScratch() throws(BlobError) -> String {
        let folder = try incoming()
        var template = Array((folder + "/step-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw BlobError(errno: errno) }
        chmod(template, 0o770)
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Removes one file; a missing one is no error.
    public func remove(_ key: String) { unlink(path(key)) }

    /// Removes a folder of files, one level deep; a missing one is no error.
    public func removeFolder(_ key: String) { Self.removeFolder(path: path(key)) }

    /// Removes a folder of files by its path, one level deep.
    public static func removeFolder(path: String) {
        for name in Folder.names(path) { unlink(path + "/" + name) }
        rmdir(path)
    }

    /// Removes what processes that died left half written, once it has not been touched for so many seconds.
    public func removeLeftovers(olderThan seconds: Int) {
        let folder = root + "/incoming"
        let limit = Int(Clock.milliseconds() / 1000) - seconds
        for name in Folder.names(folder) {
            var status = stat()
            let path = "\(folder)/\(name)"
            guard lstat(path, &status) == 0, status.st_mtim.tv_sec < limit else { continue }
            if status.st_mode & S_IFMT == S_IFDIR { Self.removeFolder(path: path) } else { unlink(path) }
        }
    }

    /// Bytes free for this store, for `docket check`.
    public func freeBytes() -> UInt64? {
        var space = statvfs()
        guard statvfs(root, &space) == 0 else { return nil }
        return UInt64(space.f_bavail) * UInt64(space.f_frsize)
    }

    static func parent(_ path: String) -> String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

    static func makeFolders(_ path: String) throws(BlobError) {
        if mkdir(path, 0o770) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, path.contains("/") else { throw BlobError(errno: errno) }
        try makeFolders(parent(path))
        guard mkdir(path, 0o770) == 0 || errno == EEXIST else { throw BlobError(errno: errno) }
    }

    static func flushFolder(_ path: String) throws(BlobError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BlobError(errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw BlobError(errno: errno) }
    }

    /// A file that is being written.
    public final class Incoming {
        private var descriptor: Int32
        private var path: String?
        private let store: BlobStore
        private let hash = SHA256Stream()
        /// Bytes written so far.
        public private(set) var count = 0
        /// The first bytes, enough to tell the file's type.
        public private(set) var head: [UInt8] = []

        fileprivate init(descriptor: Int32, path: String, store: BlobStore) {
            self.descriptor = descriptor
            self.path = path
            self.store = store
        }

        deinit {
            if descriptor >= 0 { close(descriptor) }
            if let path { unlink(path) }
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

        /// Makes the file durable under its key.
        public func keep(as key: String) throws(BlobError) {
            guard let path else { return }
            let target = store.path(key)
            guard fsync(descriptor) == 0 else { throw BlobError(errno: errno) }
            fchmod(descriptor, 0o640)
            close(descriptor)
            descriptor = -1
            try BlobStore.makeFolders(BlobStore.parent(target))
            guard rename(path, target) == 0 else { throw BlobError(errno: errno) }
            self.path = nil
            try BlobStore.flushFolder(BlobStore.parent(target))
        }
    }
}

/// Why a file could not be written; never its path.
public struct BlobError: Error, Sendable, CustomStringConvertible {
    /// The system's error number.
    public let errno: Int32

    /// An error by its number.
    public init(errno: Int32) { self.errno = errno }

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
