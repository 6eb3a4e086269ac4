import Domain

/// Files by storage key, wherever they are kept. A file is whole or not there. Nobody but the store knows of a place: what
/// is read is an open descriptor, so that a process without keys or network can be handed one.
public protocol FileStore: Sendable {
    /// A file, to be read. The descriptor is closed in children.
    func open(_ key: StorageKey) throws(BlobError) -> OpenFile

    /// A file being written; it vanishes unless it is kept.
    func create() throws(BlobError) -> IncomingFile

    /// An empty folder of this host for a step's files.
    func makeScratch() throws(BlobError) -> String

    /// Takes over a scratch folder: its files are under `key/<name>`, instead of what an earlier attempt left there.
    func adopt(_ scratch: String, as key: StorageKey) throws(BlobError)

    /// A folder of this host for files without a name, such as a large answer in the making.
    func incoming() throws(BlobError) -> String

    /// How a client is sent a file.
    func answer(_ key: StorageKey) throws(BlobError) -> StoredAnswer

    /// Removes one file; a missing one is no error.
    func remove(_ key: StorageKey)

    /// Removes what processes that died left half written, once it has not been touched for so many seconds.
    func removeLeftovers(olderThan seconds: Int)
}

/// How a client is sent a stored file.
public enum StoredAnswer: ~Copyable {
    /// By nginx, from this internal location.
    case location(String)
    /// By the handler, from the open file.
    case file(OpenFile)
}

extension FileStore {
    /// Calls `body` with a file, open as long as that takes. Throws `BlobError`, with `isMissing` where there is no such
    /// file, or what `body` throws.
    public func withFile<Value>(_ key: String, _ body: (borrowing OpenFile) throws -> Value) throws -> Value {
        let file = try open(.checked(key))
        return try body(file)
    }

    /// Stores a text under a key, over what is there.
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

    /// `adopt` by the text of a key.
    public func adopt(_ scratch: String, as key: String) throws(BlobError) { try adopt(scratch, as: .checked(key)) }

    /// `answer` by the text of a key.
    public func answer(_ key: String) throws(BlobError) -> StoredAnswer { try answer(.checked(key)) }

    /// `remove` by the text of a key; what is none names no file.
    public func remove(_ key: String) { if let key = StorageKey(key) { remove(key) } }
}

extension StorageKey {
    /// A key by its text; `EINVAL` for what is none.
    static func checked(_ text: String) throws(BlobError) -> StorageKey {
        guard let key = StorageKey(text) else { throw BlobError.badKey }
        return key
    }
}
