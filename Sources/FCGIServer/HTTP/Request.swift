import Domain

/// One request, as a handler sees it. The body can be read once, and only until the handler returns.
public struct Request {
    /// The method as sent; `HEAD` reaches the routes of `GET`.
    public let method: Method
    /// The path, decoded once.
    public let path: String
    /// The segments of the path, split first and decoded then: an encoded slash stays within its segment.
    public let segments: [String]
    /// What stands behind the `?`.
    public let query: Query
    /// 32 hexadecimal digits, the same in nginx's log, in ours and in every answer.
    public let id: String
    /// The client's address, as the web server knows it.
    public let remoteAddress: String
    /// `http` or `https`, as the client sees it.
    public let scheme: String
    /// The host the client asked for.
    public let host: String
    /// The body as a stream.
    public let body: RequestBody
    /// The parameters the web server sent; `header(_:)` reads those that are header fields.
    public let parameters: Parameters

    /// The template of the matched route, such as `/documents/{id}`, for logs and for a problem's `instance`.
    public internal(set) var template: String?
    /// Whether the process is about to stop: a handler that waits for something answers at once then.
    public internal(set) var isStopping: @Sendable () -> Bool = { false }
    var captures: [(name: String, value: String)] = []

    /// The value of a header field, by its name in any case.
    public func header(_ name: String) -> String? { parameters.header(name) }

    /// The media type of the body in lower case and without parameters, such as `multipart/form-data`.
    public var contentType: String? {
        header("Content-Type").flatMap { HeaderValue($0)?.value.lowercased() }
    }

    /// What stands in the path for `{name}`. Asking for a name the template does not have is a mistake in our code,
    /// answered with 500.
    public func parameter(_ name: String) throws -> String {
        guard let capture = captures.first(where: { $0.name == name }) else {
            throw HTTPProblem.internalError
        }
        return capture.value
    }

    /// What stands in the path for `{name}`, as an identifier; what is none names nothing, hence 404.
    public func identifier(_ name: String) throws -> Identifier {
        guard let identifier = Identifier(try parameter(name)) else { throw HTTPProblem.notFound }
        return identifier
    }
}
