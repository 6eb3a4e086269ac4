import Domain

/// Reads a form with one file, streaming the file to where it belongs. Whatever the size, no more than about 128 KiB
/// are held.
///
///     let upload = try UploadReader(limit: 10 << 20).read(request) { bytes in try store.write(bytes) }
///     let file = try upload.requireFile()
public struct UploadReader: Sendable {
    /// The most bytes the file may have.
    public let limit: Int
    /// The most bytes a text field may have.
    public static let fieldLimit = 64 * 1024
    /// The most bytes all text fields may have together.
    public static let textLimit = 256 * 1024
    /// What a form may weigh besides its file: text fields, headers, boundaries.
    private static let overhead = 1 << 20
    private static let chunk = 32 * 1024

    /// A reader for files up to `limit` bytes.
    public init(limit: Int) { self.limit = limit }

    /// Reads the whole form. `sink` gets the file's bytes in order; what it throws ends the reading. A body whose
    /// Content-Length is above the limit is refused before any of it is read.
    public func read(_ request: Request, sink: (ArraySlice<UInt8>) throws -> Void) throws -> Upload {
        var assembly = UploadAssembly(limit: limit)
        guard try request.body.require(limit: .max) <= limit + Self.overhead else {
            throw HTTPProblem.tooLarge(limit: limit)
        }
        var parser = try Self.parser(request)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try request.body.read(into: buffer)
            if count > 0 { parser.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) } else { parser.finish() }
            while let event = try Self.translating({ () throws(MultipartError) in try parser.next() }) {
                try assembly.take(event, sink: sink)
            }
            if count == 0 { return assembly.upload }
        }
    }

    private static func parser(_ request: Request) throws -> MultipartParser {
        guard request.contentType == "multipart/form-data", let type = request.header("Content-Type") else {
            throw HTTPProblem(
                .unsupportedMediaType, "unsupported_media_type", "Send the file as multipart/form-data.")
        }
        return try translating { () throws(MultipartError) in try MultipartParser(contentType: type) }
    }

    private static func translating<Result>(_ body: () throws(MultipartError) -> Result) throws(HTTPProblem) -> Result {
        do throws(MultipartError) {
            return try body()
        } catch {
            throw HTTPProblem(error)
        }
    }
}

extension HTTPProblem {
    /// A form that cannot be read, in words for its sender.
    init(_ error: MultipartError) {
        switch error {
        case .malformed:
            self.init(
                .badRequest, "malformed_multipart",
                "Send multipart/form-data as RFC 7578 has it: a boundary, and a name for each part.")
        case .headerTooLong:
            self.init(
                .badRequest, "multipart_header_too_long",
                "Shorten the headers of each part to \(MultipartParser.headerLimit) bytes.")
        case .tooManyParts: self.init(.badRequest, "too_many_parts", "Send fewer fields in one form.")
        case .truncated:
            self.init(.badRequest, "incomplete_body", "Send the whole form; it ended before its final boundary.")
        }
    }
}
