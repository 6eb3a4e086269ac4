/// A status code and its standard phrase.
public struct Status: Hashable, Sendable {
    /// 100 to 599.
    public let code: Int

    /// A status from its code.
    public init(_ code: Int) { self.code = code }

    /// 200.
    public static let ok = Status(200)
    /// 201.
    public static let created = Status(201)
    /// 202.
    public static let accepted = Status(202)
    /// 204.
    public static let noContent = Status(204)
    /// 303.
    public static let seeOther = Status(303)
    /// 304.
    public static let notModified = Status(304)

    /// The phrase of RFC 9110, and the `title` of a problem.
    public var phrase: String {
        switch code {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 411: "Length Required"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 428: "Precondition Required"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 507: "Insufficient Storage"
        default: code < 400 ? "OK" : "Error"
        }
    }

    /// True where RFC 9110 allows no body.
    var forbidsBody: Bool { code == 204 || code == 304 || code < 200 }
}
