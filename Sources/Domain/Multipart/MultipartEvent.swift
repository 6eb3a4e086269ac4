/// What a multipart body consists of, in order.
public enum MultipartEvent: Sendable, Hashable {
    /// The headers of a part.
    case partBegin(MultipartPart)
    /// The next bytes of the part; pieces of any size.
    case partData(ArraySlice<UInt8>)
    /// The part is whole.
    case partEnd
    /// The final boundary; what follows is ignored.
    case end
}

/// The headers of a part of a form.
public struct MultipartPart: Sendable, Hashable {
    /// The name of the field.
    public var name: String
    /// The file's name as the client sent it, not fit for anything yet (see `FileName`); nil for a plain field.
    public var filename: String?
    /// The type the client claims.
    public var contentType: String?

    /// A part from its headers.
    public init(name: String, filename: String? = nil, contentType: String? = nil) {
        self.name = name
        self.filename = filename
        self.contentType = contentType
    }
}

/// Why a multipart body cannot be read.
public enum MultipartError: Error, Sendable, Hashable {
    /// No boundary in the Content-Type, or a part without a usable header.
    case malformed
    /// The headers of a part are longer than `MultipartParser.headerLimit`.
    case headerTooLong
    /// More parts than allowed.
    case tooManyParts
    /// The body ended before its final boundary.
    case truncated
}
