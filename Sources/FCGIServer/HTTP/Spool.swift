#if canImport(Glibc)
    import Glibc
#endif

/// An answer in the making that may be large: up to a mebibyte in memory, above that in a file without a name. Its length
/// is known before the first byte is sent, and so is any error on the way.
public final class Spool {
    private var memory: [UInt8] = []
    private var descriptor: Int32 = -1
    private var count = 0
    private let folder: String
    private let memoryLimit: Int

    /// An empty spool whose file, should it need one, is made in `folder`, which exists.
    public init(folder: String, memoryLimit: Int = 1 << 20) {
        self.folder = folder
        self.memoryLimit = memoryLimit
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Appends text.
    public func write(_ text: String) throws(SpoolError) {
        memory.append(contentsOf: text.utf8)
        count += text.utf8.count
        if memory.count > memoryLimit { try flush() }
    }

    /// The answer; the spool is empty then.
    public func finish() throws(SpoolError) -> Spooled {
        guard descriptor >= 0 else { return Spooled(memory: memory, descriptor: -1, count: count) }
        try flush()
        defer { descriptor = -1 }
        return Spooled(memory: [], descriptor: descriptor, count: count)
    }

    private func flush() throws(SpoolError) {
        if descriptor < 0 {
            var template = Array((folder + "/XXXXXX").utf8CString)
            descriptor = mkstemp(&template)
            guard descriptor >= 0 else { throw SpoolError(errno: errno) }
            unlink(template)
        }
        var offset = 0
        while offset < memory.count {
            let written = memory.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
            }
            if written > 0 { offset += written } else if errno != EINTR { throw SpoolError(errno: errno) }
        }
        memory.removeAll(keepingCapacity: true)
    }
}

/// What was spooled, in memory or in a file that goes with the last reference.
public final class Spooled: Sendable {
    /// Its bytes.
    public let count: Int
    private let memory: [UInt8]
    private let descriptor: Int32

    /// Takes over an open file of so many bytes.
    public convenience init(taking descriptor: Int32, count: Int) {
        self.init(memory: [], descriptor: descriptor, count: count)
    }

    init(memory: [UInt8], descriptor: Int32, count: Int) {
        self.memory = memory
        self.descriptor = descriptor
        self.count = count
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Gives the bytes in parts until `body` says false.
    public func forEachPart(_ body: (UnsafeRawBufferPointer) -> Bool) {
        guard descriptor >= 0 else {
            _ = memory.withUnsafeBytes(body)
            return
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        while offset < count {
            let length = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            guard length > 0, body(UnsafeRawBufferPointer(rebasing: buffer[..<length])) else { return }
            offset += length
        }
    }
}

/// Why an answer could not be spooled.
public struct SpoolError: Error, Sendable {
    /// The system's error number.
    public let errno: Int32
}
