/// Where a response's body goes, piece by piece. Only that of a success (200 to 299) does: of any other status the body is
/// an error's text, and is collected.
public struct OutboundSink {
    let maxBytes: Int
    let write: (UnsafeRawBufferPointer) throws -> Void

    /// A sink for at most `maxBytes`; a longer body ends with `.responseTooLarge` when as many have been written.
    ///
    /// - Parameter write: takes a piece, which is not there any more afterwards. What it throws ends the request and the
    ///   connection. While it blocks, no cancel is heard.
    public init(maxBytes: Int, write: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.maxBytes = maxBytes
        self.write = write
    }
}
