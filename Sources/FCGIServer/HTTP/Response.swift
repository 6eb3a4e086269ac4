import Domain

/// The answer to a request, as a value.
public struct Response: Sendable {
    /// What follows the header.
    public enum Body: Sendable {
        /// Nothing.
        case empty
        /// Bytes at hand.
        case bytes([UInt8])
        /// A file that nginx sends from an internal location (`X-Accel-Redirect`); the path is not encoded yet.
        case file(path: String)
        /// Bytes that may be too many to be held.
        case spooled(Spooled)
    }

    /// The status.
    public var status: Status
    /// The header fields.
    public var headers: Headers
    /// What follows the header.
    public var body: Body

    /// An answer from its parts.
    public init(_ status: Status, headers: Headers = [:], body: Body = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An object in JSON, its members written by `members`. Never cached unless the handler says otherwise.
    public static func json<E>(
        _ status: Status = .ok, _ members: (inout JSONWriter) throws(E) -> Void
    ) throws(E) -> Response {
        var json = JSONWriter()
        try json.object(members)
        return self.json(json.bytes, status: status)
    }

    /// JSON at hand, such as a row the database rendered.
    public static func json(_ bytes: [UInt8], status: Status = .ok) -> Response {
        let headers: Headers = ["Content-Type": "application/json", "Cache-Control": "no-store"]
        return Response(status, headers: headers, body: .bytes(bytes))
    }

    /// Plain text.
    public static func text(_ text: String, status: Status = .ok) -> Response {
        bytes(Array(text.utf8), contentType: "text/plain; charset=utf-8", status: status)
    }

    /// Bytes of any type.
    public static func bytes(_ bytes: [UInt8], contentType: String, status: Status = .ok) -> Response {
        Response(status, headers: ["Content-Type": contentType], body: .bytes(bytes))
    }

    /// 204.
    public static var noContent: Response { Response(.noContent) }

    /// 303 to where the answer is.
    public static func redirect(to location: String, status: Status = .seeOther) -> Response {
        Response(status, headers: ["Location": location])
    }

    /// A file below an `internal` location of nginx, sent by nginx with ranges and all. `name` is what the client's
    /// file shall be called, as it is shown to people.
    public static func file(path: String, contentType: String, name: String? = nil, inline: Bool = false) -> Response {
        var headers: Headers = ["Content-Type": contentType, "X-Content-Type-Options": "nosniff"]
        if let name { headers.setDisposition(name: name, inline: inline) }
        return Response(.ok, headers: headers, body: .file(path: path))
    }
}

extension Headers {
    /// What the client's file shall be called, as it is shown to people, and whether it is shown or saved.
    public mutating func setDisposition(name: String, inline: Bool) {
        self["Content-Disposition"] =
            (inline ? "inline" : "attachment") + "; filename=\"\(FileName(name).storageSafe)\"; filename*=UTF-8''"
            + Percent.encode(component: FileName(name).display)
    }
}
