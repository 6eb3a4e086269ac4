import Domain
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// The usual store: files by storage key below one folder. A file is whole or not there: it is written beside its place,
/// flushed to the disk and renamed.
///
///     uploads/<tenant uid>/<yyyy-mm>/<media id>/<name>      what came in
///     results/<tenant uid>/<yyyy-mm>/<document id>/…        what was made of it
public struct LocalFolder: FileStore {
    /// The folder that everything lies below.
    public let root: String

    /// A store below an existing folder.
    public init(root: String) { self.root = root }

    func path(_ key: String) -> String { root + "/" + key }

    /// A folder may be a link of the operator's to another disk; a file is none.
    public func open(_ key: StorageKey) throws(BlobError) -> OpenFile {
        let descriptor = Glibc.open(path("\(key)"), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw BlobError(errno: errno) }
        let file = OpenFile(taking: descriptor)
        var status = stat()
        guard fstat(file.descriptor, &status) == 0 else { throw BlobError(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw BlobError(errno: ENOENT) }
        return file
    }

    /// nginx's internal location is of this folder, and says 404 where there is no such file.
    public func answer(_ key: StorageKey) throws(BlobError) -> StoredAnswer { .location("/_results/\(key)") }

    /// The folder of files that are not finished.
    public func incoming() throws(BlobError) -> String {
        let folder = root + "/incoming"
        try Self.makeFolders(folder)
        return folder
    }

    /// A file being written; it vanishes unless it is kept.
    public func create() throws(BlobError) -> IncomingFile {
        let folder = try incoming()
        var template = Array((folder + "/XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw BlobError(errno: errno) }
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let store = self
        return IncomingFile(descriptor: descriptor, discard: { unlink(path) }) { descriptor, key throws(BlobError) in
            let target = store.path("\(key)")
            guard fsync(descriptor) == 0 else { throw BlobError(errno: errno) }
            fchmod(descriptor, 0o640)
            try Self.makeFolders(Self.parent(target))
            guard rename(path, target) == 0 else { throw BlobError(errno: errno) }
            try Self.flushFolder(Self.parent(target))
        }
    }

    /// Moves a finished folder to its key, over a folder that an earlier attempt left.
    public func adopt(_ path: String, as key: StorageKey) throws(BlobError) {
        let target = self.path("\(key)")
        try Self.makeFolders(Self.parent(target))
        Self.removeFolder(path: target)
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
    public func remove(_ key: StorageKey) { unlink(path("\(key)")) }

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
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BlobError(errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw BlobError(errno: errno) }
    }
}
