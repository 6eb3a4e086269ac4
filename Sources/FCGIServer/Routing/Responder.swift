import Platform

/// From a request to an answer: the router, the one error shape, and nothing of sockets, so that it is tested without.
public struct Responder<Context>: Sendable {
    /// What an error that is no `HTTPProblem` means to a client; nil for what has no meaning there.
    public typealias Translation = @Sendable (any Error) -> HTTPProblem?

    private let router: Router<Context>
    private let translate: Translation

    /// A responder for the routes. `translate` is the one place where errors of the layers below become problems.
    public init(_ routes: [Route<Context>], translate: @escaping Translation = { _ in nil }) {
        router = Router(routes)
        self.translate = translate
    }

    /// Answers, always. `context` is asked for only where a route matches. `matched` hears the route before it runs.
    public func respond(
        to request: Request, context: (_ use: (inout Context) throws -> Response) throws -> Response,
        matched: (String) -> Void = { _ in }
    ) -> Response {
        switch router.match(request.method, request.segments) {
        case .notFound:
            return HTTPProblem.notFound.response(instance: request.path, requestID: request.id)
        case .methodNotAllowed(let allow):
            return Self.refuse(request, allow: allow.map(\.rawValue).joined(separator: ", "))
        case .route(let route, let captures):
            var request = request
            request.template = route.template
            request.captures = captures
            matched(route.template)
            do {
                return try context { try route.handler(request, &$0) }
            } catch {
                return problem(error, request).response(instance: route.template, requestID: request.id)
            }
        }
    }

    /// The problem an error is to the client. What has no meaning there is logged, and told as `internal_error`.
    private func problem(_ error: any Error, _ request: Request) -> HTTPProblem {
        if let problem = error as? HTTPProblem { return problem }
        if let problem = translate(error) { return problem }
        Log.error(
            "unexpected error",
            ["route": request.template ?? request.path, "request": request.id, "error": "\(error)"])
        return .internalError
    }

    private static func refuse(_ request: Request, allow: String) -> Response {
        if request.method == .options { return Response(.noContent, headers: ["Allow": allow]) }
        let problem = HTTPProblem(
            .methodNotAllowed, "method_not_allowed", "Use one of the methods this address knows: \(allow).",
            headers: ["Allow": allow])
        return problem.response(instance: request.path, requestID: request.id)
    }
}
