extension Request {
    /// Reads a request from its FastCGI parameters. Throws a problem of status 400 for what must not get further.
    public init(_ parameters: Parameters, id: String, body source: RequestBody.Source? = nil) throws(HTTPProblem) {
        let target = parameters["REQUEST_URI"] ?? parameters["DOCUMENT_URI"] ?? "/"
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        (path, segments) = try Self.path(parts[0])
        guard let query = Query(parsing: parts.count == 2 ? parts[1] : "") else {
            throw HTTPProblem(.badRequest, "invalid_query", "Percent-encode the query as UTF-8.")
        }
        self.query = query
        self.id = id
        self.parameters = parameters
        method = Method(rawValue: parameters["REQUEST_METHOD"] ?? "GET")
        remoteAddress = parameters["REMOTE_ADDR"] ?? ""
        scheme = parameters["REQUEST_SCHEME"] ?? (parameters["HTTPS"] == "on" ? "https" : "http")
        host = parameters.header("Host") ?? parameters["SERVER_NAME"] ?? ""
        body = RequestBody(length: try Self.length(parameters["CONTENT_LENGTH"]), source: source)
    }

    /// nginx's id of the request, if it sent one; a new one otherwise.
    public static func id(_ parameters: Parameters) -> String {
        if let id = parameters["REQUEST_ID"], id.utf8.count == 32, id.utf8.allSatisfy(isLowerHex) { return id }
        var random = SystemRandomNumberGenerator()
        return [random.next() as UInt64, random.next()].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
    }

    /// The web server has resolved `.` and `..` before it chose a location; a target that still has them would mean
    /// another resource here than there.
    private static func path(_ raw: Substring) throws(HTTPProblem) -> (String, [String]) {
        let problem = HTTPProblem(
            .badRequest, "invalid_path", "Percent-encode the path as UTF-8, without NUL, \".\" and \"..\" segments.")
        guard raw.utf8.first == UInt8(ascii: "/") else { throw problem }
        var segments: [String] = []
        for part in raw.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let segment = Percent.decode(Substring(part)), segment != ".", segment != ".." else { throw problem }
            segments.append(segment)
        }
        if segments.last == "" { segments.removeLast() }
        return ("/" + segments.joined(separator: "/"), segments)
    }

    private static func length(_ text: String?) throws(HTTPProblem) -> Int? {
        guard let text else { return nil }
        guard let length = Int(text), length >= 0 else {
            throw HTTPProblem(.badRequest, "invalid_content_length", "Send Content-Length as a number of bytes.")
        }
        return length
    }

    private static func isLowerHex(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
