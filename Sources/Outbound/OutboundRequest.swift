/// A request to a server outside.
public struct OutboundRequest: Sendable {
    /// `GET`, `POST` or any other method, in upper case.
    public var method: String
    /// Where to, `http` or `https`.
    public var url: String
    /// Headers in order; those that say where the request goes and ends are made here.
    public var headers: [(name: String, value: String)]
    /// What is sent; nil for no body at all, or for one that is streamed.
    public var body: [UInt8]?
    /// All of it, from the name's resolution to the last byte.
    public var timeoutSeconds: Double
    /// The same until the connection, with its TLS, is there.
    public var connectTimeoutSeconds: Double
    /// A longer body is not collected; a sink has its own limit.
    public var maxResponseBytes: Int
    /// How many redirects are followed, for GET and HEAD only; each is held against the same policy. All headers but
    /// `Authorization` and `Cookie` go along to another host.
    public var maxRedirects: Int

    /// A request from its parts.
    public init(
        method: String = "GET", url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil,
        timeoutSeconds: Double = 30, connectTimeoutSeconds: Double = 10, maxResponseBytes: Int = 1 << 20,
        maxRedirects: Int = 0
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutSeconds = timeoutSeconds
        self.connectTimeoutSeconds = connectTimeoutSeconds
        self.maxResponseBytes = maxResponseBytes
        self.maxRedirects = maxRedirects
    }

    /// A POST without one has an empty one.
    var hasBody: Bool { body != nil || method == "POST" }

    /// Refuses what would not reach the wire as it stands here: a line break in a header would begin another header.
    func validate() throws(OutboundError) {
        let scheme = url.prefix(8).lowercased()
        guard scheme.hasPrefix("http://") || scheme == "https://" else { throw .unsupportedProtocol }
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
            throw .invalidRequest("the URL has a blank or a control character")
        }
        guard !method.isEmpty, method.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) else {
            throw .invalidRequest("the method is not upper-case letters")
        }
        for header in headers {
            guard !header.name.isEmpty, header.name.utf8.allSatisfy(Self.isToken) else {
                throw .invalidRequest("a header's name has a character that no name may have")
            }
            guard !["host", "content-length", "transfer-encoding"].contains(header.name.lowercased()) else {
                throw .invalidRequest("Host, Content-Length and Transfer-Encoding are not for the caller")
            }
            guard header.value.utf8.allSatisfy({ $0 == 9 || $0 >= 0x20 && $0 != 0x7f }) else {
                throw .invalidRequest("a header's value has a control character")
            }
        }
        guard timeoutSeconds > 0, connectTimeoutSeconds > 0 else { throw .invalidRequest("a timeout is not positive") }
        guard maxRedirects == 0 || method == "GET" || method == "HEAD" else {
            throw .invalidRequest("only GET and HEAD follow redirects")
        }
    }

    /// Refuses what has no place beside a streamed body.
    func validate(beside source: OutboundSource) throws(OutboundError) {
        guard source.length ?? 0 >= 0 else { throw .invalidRequest("the body's source says a length below zero") }
        guard method != "GET", method != "HEAD" else { throw .invalidRequest("GET and HEAD stream no body") }
        guard body == nil else { throw .invalidRequest("there are two bodies") }
    }

    /// A character of a token (RFC 9110).
    private static func isToken(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7f && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
    }
}
