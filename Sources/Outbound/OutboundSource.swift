/// Where a request's body comes from, piece by piece and once: what begins again, such as a request that is tried again,
/// needs another source.
public struct OutboundSource {
    /// Bytes in all; nil where that is not known, and the body goes in chunks.
    let length: Int?
    let read: (UnsafeMutableRawBufferPointer) throws -> Int

    /// A source of bytes.
    ///
    /// - Parameters:
    ///   - length: bytes in all, if known. One that gives fewer or more ends the request with `.invalidRequest`, and the
    ///     server never sees a whole body.
    ///   - read: fills the buffer from its start and gives how many bytes it wrote, at least one before the end, and 0
    ///     there. What it throws ends the request. While it blocks, no cancel is heard.
    public init(length: Int?, read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
        self.length = length
        self.read = read
    }
}
