/// The body of a request as a stream that the handler pulls. It ends at Content-Length; a sender that stops earlier is
/// an error, never a short file.
public final class RequestBody {
    /// Fills up to all of the buffer and says with how many bytes; fewer than asked for means that no more will come.
    public typealias Source = (UnsafeMutableRawBufferPointer) -> Int

    /// Content-Length; nil where the request has none, which means an empty body.
    public let length: Int?
    /// Bytes read so far.
    public private(set) var consumed = 0
    private var source: Source?

    /// A body of known length.
    public init(length: Int?, source: Source?) {
        self.length = length
        self.source = source
    }

    /// A body of bytes at hand, for tests.
    public convenience init(_ bytes: [UInt8], length: Int? = nil) {
        var rest = bytes[...]
        self.init(length: length ?? bytes.count) { buffer in
            let part = rest.prefix(buffer.count)
            buffer.copyBytes(from: part)
            rest = rest.dropFirst(part.count)
            return part.count
        }
    }

    /// Reads the next bytes: as many as fit, fewer only at the end, 0 behind it.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(HTTPProblem) -> Int {
        let wanted = min(buffer.count, (length ?? 0) - consumed)
        guard wanted > 0 else { return 0 }
        let count = source?(UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])) ?? 0
        consumed += max(0, count)
        guard count == wanted else {
            throw HTTPProblem(
                .badRequest, "incomplete_body", "Send the whole body; it ended before its Content-Length.")
        }
        return count
    }

    /// The whole body, for small ones: 411 without a Content-Length, 413 above `limit` without reading any.
    public func bytes(limit: Int) throws(HTTPProblem) -> [UInt8] {
        let length = try require(limit: limit)
        var failure: HTTPProblem?
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            do throws(HTTPProblem) {
                count = try read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// The whole body as text; 400 where it is not UTF-8.
    public func text(limit: Int) throws(HTTPProblem) -> String {
        guard let text = String(validating: try bytes(limit: limit), as: UTF8.self) else {
            throw HTTPProblem(.badRequest, "invalid_encoding", "Send the body as UTF-8.")
        }
        return text
    }

    /// Content-Length, checked: 411 where it is missing, 413 where it is above `limit`.
    public func require(limit: Int) throws(HTTPProblem) -> Int {
        guard let length else {
            throw HTTPProblem(.lengthRequired, "length_required", "Send the body with a Content-Length.")
        }
        guard length <= limit else { throw HTTPProblem.tooLarge(limit: limit) }
        return length
    }

    /// Cuts the stream from the connection once the answer is out.
    func close() { source = nil }
}
