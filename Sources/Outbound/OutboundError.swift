import CCurl

/// Why there is no response. Nothing of the URL is in it, as a URL may carry credentials; so it may be logged and shown.
public enum OutboundError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The request cannot be sent as it stands; what is wrong with it.
    case invalidRequest(String)
    /// Neither `http` nor `https`, first or after a redirect.
    case unsupportedProtocol
    /// The name leads to addresses that the policy refuses.
    case addressRefused
    /// The name does not resolve.
    case unresolved
    /// Nobody takes the connection.
    case unreachable
    /// The certificate, or the encryption, is not to be trusted.
    case insecure
    /// The time was over.
    case timedOut
    /// It was not wanted any more.
    case cancelled
    /// The body is longer than allowed, and was not received whole; the status that came with it.
    case responseTooLarge(status: Int)
    /// More redirects than allowed.
    case tooManyRedirects
    /// The server broke off or does not speak HTTP; libcurl's number.
    case broken(Int)

    /// A sentence for an operator or the owner of the URL.
    public var description: String {
        switch self {
        case .invalidRequest(let problem): "the request cannot be sent: \(problem)"
        case .unsupportedProtocol: "the URL is neither http nor https"
        case .addressRefused: "the host leads to an address that is not public"
        case .unresolved: "the host's name does not resolve"
        case .unreachable: "the host takes no connection"
        case .insecure: "the TLS connection cannot be trusted"
        case .timedOut: "the time was over"
        case .cancelled: "the request was cancelled"
        case .responseTooLarge(let status): "the response, with status \(status), is longer than allowed"
        case .tooManyRedirects: "the host redirects too often"
        case .broken(let code): "the host broke off or does not speak HTTP (curl \(code))"
        }
    }

    init(_ code: CURLcode) {
        switch code {
        case CURLE_UNSUPPORTED_PROTOCOL: self = .unsupportedProtocol
        case CURLE_URL_MALFORMAT: self = .invalidRequest("the URL cannot be understood")
        case CURLE_COULDNT_RESOLVE_HOST: self = .unresolved
        case CURLE_COULDNT_CONNECT: self = .unreachable
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut
        case CURLE_TOO_MANY_REDIRECTS: self = .tooManyRedirects
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR:
            self = .insecure
        default: self = .broken(Int(code.rawValue))
        }
    }
}
