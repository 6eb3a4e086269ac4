import CCurl
import CShims

/// A blocking HTTP client over libcurl, for one thread; it keeps connections open between requests.
///
///     let client = HTTPClient(policy: .publicOnly)
///     let response = try client.send(OutboundRequest(method: "POST", url: endpoint, body: bytes, timeoutSeconds: 20))
///
/// Proxies of the environment are not used, as behind one nobody can tell which address is connected. Host names that
/// resolve slowly may add the resolver's own time limit to the request's.
public final class HTTPClient {
    private let handle: UnsafeMutableRawPointer
    /// For the whole life of the client, as a connection that is kept open is not asked for again.
    private let policy: AddressPolicy
    private let unixSocket: String?

    /// A client that connects to what `policy` allows. With `unixSocket` it connects there, whatever the URL's host.
    public init(policy: AddressPolicy = .publicOnly, unixSocket: String? = nil) {
        self.policy = policy
        self.unixSocket = unixSocket
        handle = EasyHandle.make()
    }

    deinit { curl_easy_cleanup(handle) }

    /// Sends a request and waits for the whole response. Any status is a response.
    public func send(_ request: OutboundRequest) throws(OutboundError) -> OutboundResponse {
        try request.validate()
        // Afterwards nothing may point to this request any more.
        defer { curl_easy_reset(handle) }
        let transfer = Transfer(policy: policy, maxBytes: request.maxResponseBytes)
        var options = EasyOptions(handle)
        options.apply(request)
        if let unixSocket { options.set(CURLOPT_UNIX_SOCKET_PATH, unixSocket) }
        let lines = HeaderLines(request)
        options.set(CURLOPT_HTTPHEADER, lines.list)
        options.receive(into: transfer)
        if let failure = options.failure { throw OutboundError(failure) }
        let code = withExtendedLifetime((transfer, lines)) {
            // libcurl reads the body from where it is.
            (request.body ?? []).withUnsafeBytes { bytes in
                options.body(bytes, of: request)
                return options.failure ?? curl_easy_perform(handle)
            }
        }
        if transfer.isTooLarge { throw .responseTooLarge(status: status) }
        if code == CURLE_COULDNT_CONNECT, transfer.isRefused { throw .addressRefused }
        // The request's own URL is HTTP; without a redirect, libcurl means that the answer is not.
        if code == CURLE_UNSUPPORTED_PROTOCOL, !(300..<400).contains(status) { throw .broken(Int(code.rawValue)) }
        guard code == CURLE_OK else { throw OutboundError(code) }
        return OutboundResponse(status: status, headers: transfer.headers, body: transfer.body)
    }

    private var status: Int {
        var status = 0
        _ = cshims_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return status
    }
}
