#if canImport(Glibc)
    import Glibc
#endif

/// Reads `multipart/form-data` (RFC 7578) as it arrives: bytes in, events out, and never more in memory than the last
/// bytes given and one header.
///
///     var parser = try MultipartParser(contentType: "multipart/form-data; boundary=x")
///     parser.append(bytes)                              // as often as there are bytes
///     while let event = try parser.next() { … }         // nil: more bytes, please
///     parser.finish()                                   // no more bytes: now nil never comes
public struct MultipartParser: Sendable {
    /// The most bytes of headers a part may have.
    public static let headerLimit = 8192
    /// The most blanks that may follow a boundary on its line.
    private static let paddingLimit = 128

    private enum State {
        case preamble
        case headers
        case blankLine
        case data
        case ended
    }

    private enum Line {
        case part(next: Int)
        case final
        case incomplete
        case none
    }

    private let delimiter: [UInt8]
    private let partLimit: Int
    private var parts = 0
    private var state = State.preamble
    private var isFinished = false
    /// Bytes not yet told of, from `start`. It begins as if after a line break, so that a boundary in the very first
    /// line looks like every other.
    private var buffer: [UInt8] = [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    private var start = 0

    /// A parser for a body of that type; throws where it names no usable boundary.
    public init(contentType: String, partLimit: Int = 64) throws(MultipartError) {
        guard let type = HeaderValue(contentType), type.value.lowercased() == "multipart/form-data",
            let boundary = type["boundary"], (1...70).contains(boundary.utf8.count),
            boundary.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        else { throw .malformed }
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.partLimit = partLimit
    }

    /// Gives the next bytes of the body.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        buffer.removeSubrange(..<start)
        start = 0
        if state != .ended { buffer.append(contentsOf: bytes) }
    }

    /// Gives the next bytes of the body.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        let done: Void? = bytes.withContiguousStorageIfAvailable { append(UnsafeRawBufferPointer($0)) }
        if done == nil { Array(bytes).withUnsafeBytes { append($0) } }
    }

    /// Says that no more bytes will come.
    public mutating func finish() { isFinished = true }

    /// The next event; nil where more bytes are needed, or after `end`.
    public mutating func next() throws(MultipartError) -> MultipartEvent? {
        let event =
            switch state {
            case .preamble: try preamble()
            case .headers: try headers()
            case .blankLine: blankLine()
            case .data: data()
            case .ended: nil as MultipartEvent?
            }
        guard event == nil, isFinished, state != .ended else { return event }
        throw .truncated
    }

    private mutating func preamble() throws(MultipartError) -> MultipartEvent? {
        let (end, line) = findDelimiter()
        start = end
        return try enter(line)
    }

    /// The break of the blank line behind the headers. Where a part has no content at all, not even an empty one, it
    /// is the break in front of the next boundary.
    private mutating func blankLine() -> MultipartEvent? {
        switch findDelimiter() {
        case (start, .part), (start, .final): break
        case (start, .incomplete): return nil
        default:
            start += 2
            state = .data
        }
        return data()
    }

    private mutating func data() -> MultipartEvent? {
        let (end, line) = findDelimiter()
        if end > start {
            defer { start = end }
            return .partData(buffer[start..<end])
        }
        switch line {
        case .part, .final:
            // The delimiter stays in front: read again as the end of a preamble, it begins what follows.
            state = .preamble
            return .partEnd
        case .incomplete, .none: return nil
        }
    }

    /// Leaves a delimiter at `start` for what follows it.
    private mutating func enter(_ line: Line) throws(MultipartError) -> MultipartEvent? {
        switch line {
        case .part(let next):
            parts += 1
            guard parts <= partLimit else { throw .tooManyParts }
            start = next
            state = .headers
            return try headers()
        case .final:
            state = .ended
            return .end
        case .incomplete, .none: return nil
        }
    }

    private mutating func headers() throws(MultipartError) -> MultipartEvent? {
        let window = start..<min(buffer.count, start + Self.headerLimit + 4)
        guard let blank = buffer.find(Array("\r\n\r\n".utf8), in: window) else {
            if window.count == Self.headerLimit + 4 { throw .headerTooLong }
            return nil
        }
        let part = try MultipartPart(headers: buffer[start..<blank])
        start = blank + 2
        state = .blankLine
        return .partBegin(part)
    }

    /// Where the content ends for sure, and what follows there.
    private func findDelimiter() -> (end: Int, line: Line) {
        var from = start
        while let found = buffer.find(delimiter, in: from..<buffer.count) {
            let line = lineEnd(after: found + delimiter.count)
            if case .none = line { from = found + 1 } else { return (found, line) }
        }
        return (max(start, buffer.count - delimiter.count + 1), .incomplete)
    }

    /// What stands behind a boundary: a line that goes on with other text only resembles one.
    private func lineEnd(after index: Int) -> Line {
        let rest = buffer[index...]
        if rest.starts(with: "--".utf8) { return .final }
        if rest.elementsEqual("-".utf8) { return .incomplete }
        let padding = rest.prefix(Self.paddingLimit).prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let ending = buffer[padding.endIndex...].prefix(2)
        if ending.elementsEqual("\r\n".utf8) { return .part(next: ending.endIndex) }
        return ending.isEmpty || ending.elementsEqual("\r".utf8) ? .incomplete : .none
    }
}

extension [UInt8] {
    /// Where `needle` begins within `range`: its first byte by memchr, the rest by memcmp.
    fileprivate func find(_ needle: [UInt8], in range: Range<Int>) -> Int? {
        withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress else { return nil }
            var index = range.lowerBound
            while index + needle.count <= range.upperBound {
                let last = range.upperBound - needle.count + 1
                guard let found = memchr(base + index, Int32(needle[0]), last - index) else { return nil }
                index = UnsafeRawPointer(found) - base
                if memcmp(found, needle, needle.count) == 0 { return index }
                index += 1
            }
            return nil
        }
    }
}
