import Domain
import FCGIServer
import Persistence

#if canImport(Glibc)
    import Glibc
#endif

/// A folder of this host with a folder for each tenant, named by its id, whose files the tenant may have read:
/// `<root>/<tenant uid>/<name>`. Nothing outside the tenant's folder can be named.
struct MediaFolder: Sendable {
    /// Nil: this installation has none.
    let root: String?

    /// Gives the bytes of a file in parts. Throws 400 for a name that is more than one, 404 for what is no plain file of
    /// the tenant's, 413 for more than `limit` bytes.
    func read(
        _ name: String, of tenant: Identifier, limit: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard Self.isName(name) else {
            throw HTTPProblem(
                .badRequest, "filename_invalid", "Give filename as the name of a file, without a folder before it.")
        }
        guard let root, let descriptor = Self.open(name, in: "\(root)/\(tenant)") else { throw Self.unknown }
        defer { close(descriptor) }
        try Self.read(descriptor, limit: limit, body)
    }

    /// The same of a file of the service's own.
    static func read(
        _ key: String, of store: any FileStore, limit: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        do {
            try store.withFile(key) { try read($0.descriptor, limit: limit, body) }
        } catch let error as BlobError where error.isMissing {
            throw unknown
        }
    }

    private static func read(
        _ descriptor: Int32, limit: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw unknown }
        guard status.st_size <= limit else { throw HTTPProblem.tooLarge(limit: limit) }
        try copy(descriptor, limit: limit, body)
    }

    private static let unknown = HTTPProblem(
        .notFound, "file_unknown", "Check the name: your tenant's part of the shared media has no such file.")

    static func isName(_ name: String) -> Bool {
        !["", ".", ".."].contains(name) && name.utf8.count <= 255
            && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
    }

    /// No link is followed, neither to the folder nor to the file; a pipe that nobody writes to is not waited for.
    private static func open(_ name: String, in folder: String) -> Int32? {
        let directory = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard directory >= 0 else { return nil }
        defer { close(directory) }
        let descriptor = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        return descriptor >= 0 ? descriptor : nil
    }

    /// The file may grow while it is read, by whoever shares it.
    private static func copy(
        _ descriptor: Int32, limit: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        var total = 0
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count == 0 { return }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw unknown }
            total += count
            guard total <= limit else { throw HTTPProblem.tooLarge(limit: limit) }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
