import Domain

/// An error as a client sees it: the one shape of every route. What it says is written for the client; what must not
/// leave the house goes to the log.
public struct HTTPProblem: Error, Sendable {
    /// The statuses an error may have.
    public enum Kind: Int, Sendable, CaseIterable {
        /// The request cannot be understood.
        case badRequest = 400
        /// No credential, or a wrong one.
        case unauthorized = 401
        /// The credential does not allow this.
        case forbidden = 403
        /// Nothing here, or nothing that the credential may see.
        case notFound = 404
        /// The path exists, the method does not.
        case methodNotAllowed = 405
        /// In none of the forms that the client accepts.
        case notAcceptable = 406
        /// The state of the thing does not allow this.
        case conflict = 409
        /// It was here and is gone.
        case gone = 410
        /// A body needs a Content-Length.
        case lengthRequired = 411
        /// More bytes than are taken.
        case contentTooLarge = 413
        /// A type of content that is not read.
        case unsupportedMediaType = 415
        /// Understood, and wrong.
        case unprocessable = 422
        /// Over a limit; later is fine.
        case tooManyRequests = 429
        /// Our fault.
        case internalError = 500
        /// Something we need is away; later is fine.
        case unavailable = 503
        /// No room to store.
        case insufficientStorage = 507
    }

    /// The status.
    public let kind: Kind
    /// The stable code that clients may act on.
    public let code: String
    /// One sentence that says what to do.
    public let error: String
    /// What was wrong in this case; the sentence where there is no more to say.
    public let detail: String
    /// A URI that documents the code, or `about:blank`.
    public let type: String
    /// The names of the policies that the request would violate; empty for most problems.
    public let violatedPolicies: [String]
    /// Further header fields, such as `Retry-After`.
    public var headers: Headers

    /// A problem from its status, its stable code and a sentence that says what to do.
    public init(
        _ kind: Kind, _ code: String, _ error: String, detail: String? = nil, type: String = "about:blank",
        violatedPolicies: [String] = [], retryAfter seconds: Int? = nil, headers: Headers = [:]
    ) {
        self.kind = kind
        self.code = code
        self.error = error
        self.detail = detail ?? error
        self.type = type
        self.violatedPolicies = violatedPolicies
        self.headers = headers
        if kind == .unauthorized, headers["WWW-Authenticate"] == nil { self.headers["WWW-Authenticate"] = "Bearer" }
        if kind == .tooManyRequests || kind == .unavailable {
            self.headers["Retry-After"] = String(max(1, seconds ?? 1))
        }
    }

    /// The answer. `instance` is the template of the route, or the path where none matched.
    public func response(instance: String, requestID: String) -> Response {
        var response = Response.json(Status(kind.rawValue)) { json in
            json.member("success", false)
            json.member("error", error)
            json.member("code", code)
            json.member("type", type)
            json.member("title", Status(kind.rawValue).phrase)
            json.member("status", kind.rawValue)
            json.member("detail", detail)
            json.member("instance", instance)
            json.member("request_id", requestID)
            if !violatedPolicies.isEmpty {
                json.array("violated-policies", violatedPolicies) { json, policy in json.value(policy) }
            }
        }
        response.headers["Content-Type"] = "application/problem+json"
        for (name, value) in headers.fields { response.headers[name] = value }
        return response
    }
}

extension HTTPProblem {
    /// 404 that tells nothing about what exists.
    public static var notFound: HTTPProblem {
        HTTPProblem(.notFound, "not_found", "Check the address: there is nothing here that your credential may see.")
    }

    /// 500 that tells nothing about why.
    public static var internalError: HTTPProblem {
        HTTPProblem(.internalError, "internal_error", "Try again later; quote the request id if it persists.")
    }

    /// 413 with the limit in words.
    public static func tooLarge(limit: Int) -> HTTPProblem {
        HTTPProblem(.contentTooLarge, "content_too_large", "Send at most \(limit) bytes.")
    }
}
