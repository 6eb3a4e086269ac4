#if canImport(Glibc)
    import Glibc
#endif

/// A file that a body is read from or written to failed.
public struct OutboundFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A code of `errno`.
    public let code: Int32

    /// For a log; it names no file.
    public var description: String { "the file of the body: \(String(cString: strerror(code)))" }
}

extension OutboundSource {
    /// All of an open file, from its first byte; its position does not move.
    ///
    /// - Throws: `OutboundFileError` where it is none.
    public static func file(_ descriptor: Int32) throws(OutboundFileError) -> OutboundSource {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw OutboundFileError(code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw OutboundFileError(code: ESPIPE) }
        var offset = 0
        return OutboundSource(length: Int(status.st_size)) { buffer in
            let count = try attempt { pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
            offset += count
            return count
        }
    }
}

extension OutboundSink {
    /// An open file, from where it stands. A body that breaks off leaves what came of it.
    public static func file(_ descriptor: Int32, maxBytes: Int) -> OutboundSink {
        OutboundSink(maxBytes: maxBytes) { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = UnsafeRawBufferPointer(rebasing: rest)
                rest = rest.dropFirst(try attempt { Glibc.write(descriptor, piece.baseAddress, piece.count) })
            }
        }
    }
}

private func attempt(_ call: () -> Int) throws(OutboundFileError) -> Int {
    while true {
        let count = call()
        if count >= 0 { return count }
        guard errno == EINTR else { throw OutboundFileError(code: errno) }
    }
}
