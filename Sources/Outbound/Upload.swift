/// A source under way: holds it to the length that it said.
final class Upload {
    private let source: OutboundSource
    private var sent = 0

    init(_ source: OutboundSource) { self.source = source }

    var length: Int? { source.length }

    /// The next bytes; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let length else { return try ask(buffer) }
        guard sent < length else { return 0 }
        let count = try ask(UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(length - sent)))
        guard count > 0 else { throw Self.wrong("gave fewer bytes than it said") }
        sent += count
        if sent == length { try checkEnd() }
        return count
    }

    /// Before the last bytes go out: a body that is cut off would else arrive as a whole one.
    func checkEnd() throws {
        guard sent == length else { return }
        let more = try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { try ask($0) }
        guard more == 0 else { throw Self.wrong("has more bytes than it said") }
    }

    private func ask(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try source.read(buffer)
        guard (0...buffer.count).contains(count) else { throw Self.wrong("claims bytes that it had no room for") }
        return count
    }

    private static func wrong(_ what: String) -> OutboundError { .invalidRequest("the body's source \(what)") }
}
