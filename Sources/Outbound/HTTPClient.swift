import CCurl
import CShims

/// A blocking HTTP client over libcurl, for one thread; it keeps connections open between requests.
///
///     let client = HTTPClient(policy: .publicOnly)
///     let response = try client.send(OutboundRequest(method: "POST", url: endpoint, body: bytes, timeoutSeconds: 20))
///
/// Proxies of the environment are not used, as behind one nobody can tell which address is connected. Time limits and
/// cancels hold while a name resolves too; the resolver's thread is then left behind until its own time limit ends it.
public final class HTTPClient {
    private let handle: UnsafeMutableRawPointer
    private let multi = MultiHandle()
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
    public func send(
        _ request: OutboundRequest, patience: OutboundPatience = .unlimited
    ) throws(OutboundError) -> OutboundResponse {
        try perform(Transfer(request, policy, patience))
    }

    /// Sends a request whose body comes from `source`, or the body of whose response goes to `sink`, or both, in the
    /// memory of one piece. What goes to the sink is not in the response's `body`.
    ///
    ///     let file = try OutboundSource.file(descriptor)
    ///     let put = OutboundRequest(method: "PUT", url: url, timeoutSeconds: 3600)
    ///     let response = try client.stream(put, from: file, patience: patience)
    ///
    /// A body that was cut off is an error, and the sink has its beginning; where the server states no length, it cannot
    /// be told from a whole one.
    ///
    /// - Throws: `OutboundError`, or what source or sink threw.
    public func stream(
        _ request: OutboundRequest, from source: OutboundSource? = nil, to sink: OutboundSink? = nil,
        patience: OutboundPatience = .unlimited
    ) throws -> OutboundResponse {
        if let source { try request.validate(beside: source) }
        let transfer = Transfer(request, policy, patience, from: source, to: sink)
        // libcurl asks for nothing where nothing is to be sent.
        try transfer.upload?.checkEnd()
        do {
            return try perform(transfer)
        } catch {
            throw transfer.failure ?? error
        }
    }

    private func perform(_ transfer: Transfer) throws(OutboundError) -> OutboundResponse {
        let request = transfer.request
        try request.validate()
        if transfer.watch.isCancelled { throw .cancelled }
        let secondsLeft = transfer.patience.secondsLeft
        guard secondsLeft > 0 else { throw .timedOut }
        // Afterwards nothing may point to this request any more.
        defer { curl_easy_reset(handle) }
        var options = EasyOptions(handle)
        options.apply(request, seconds: min(request.timeoutSeconds, secondsLeft))
        if let unixSocket { options.set(CURLOPT_UNIX_SOCKET_PATH, unixSocket) }
        let lines = HeaderLines(request, hasBody: request.hasBody || transfer.upload != nil)
        options.set(CURLOPT_HTTPHEADER, lines.list)
        options.receive(into: transfer)
        let code = withExtendedLifetime((transfer, lines)) {
            // libcurl reads the body from where it is.
            (request.body ?? []).withUnsafeBytes { bytes in
                if let upload = transfer.upload {
                    options.stream(upload, of: request, from: transfer)
                } else {
                    options.body(bytes, of: request)
                }
                return options.failure ?? multi.perform(handle, transfer.watch)
            }
        }
        guard code == CURLE_OK else { throw error(code, of: transfer) }
        return OutboundResponse(status: status, headers: transfer.headers, body: transfer.body)
    }

    /// Why a transfer ended as it did; without a code it was cancelled.
    private func error(_ code: CURLcode?, of transfer: Transfer) -> OutboundError {
        guard let code, !transfer.watch.wasCancelled else { return .cancelled }
        if transfer.isTooLarge { return .responseTooLarge(status: status) }
        if code == CURLE_COULDNT_CONNECT, transfer.isRefused { return .addressRefused }
        // The request's own URL is HTTP; without a redirect, libcurl means that the answer is not.
        if code == CURLE_UNSUPPORTED_PROTOCOL, !(300..<400).contains(status) { return .broken(Int(code.rawValue)) }
        return OutboundError(code)
    }

    private var status: Int {
        var status = 0
        _ = cshims_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return status
    }
}
