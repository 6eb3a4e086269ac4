/// One method on one path, and what answers it.
///
///     Route(.get, "/documents/{id}/status", documentStatus)
public struct Route<Context>: Sendable {
    /// Answers a request with the thread's context. A thrown error becomes a problem.
    public typealias Handler = @Sendable (Request, inout Context) throws -> Response

    /// The method; `GET` answers `HEAD` too.
    public let method: Method
    /// The path with `{name}` for segments that vary.
    public let template: String
    /// What answers.
    public let handler: Handler
    /// The segments of the template.
    let segments: [RouteSegment]

    /// A route from its parts.
    public init(_ method: Method, _ template: String, _ handler: @escaping Handler) {
        precondition(template.hasPrefix("/"), "a template begins with a slash: \(template)")
        self.method = method
        self.template = template
        self.handler = handler
        segments = RouteSegment.all(template)
    }
}

/// A segment of a template.
enum RouteSegment: Sendable {
    case literal(String)
    case parameter(String)

    static func all(_ template: String) -> [RouteSegment] {
        template.split(separator: "/").map { part in
            let isParameter = part.hasPrefix("{") && part.hasSuffix("}")
            return isParameter ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
    }

    /// What the segments of a path that matched stand for.
    static func captures(_ template: [RouteSegment], _ path: [String]) -> [(name: String, value: String)] {
        zip(template, path).compactMap { segment, value in
            if case .parameter(let name) = segment { (name, value) } else { nil }
        }
    }
}
