import CCurl
import CShims

/// Sets a request's options on a handle, and keeps the first failure.
struct EasyOptions {
    private let handle: UnsafeMutableRawPointer
    private(set) var failure: CURLcode?

    init(_ handle: UnsafeMutableRawPointer) { self.handle = handle }

    mutating func set(_ option: CURLoption, _ value: Int) { note(cshims_curl_set_long(handle, option, value)) }

    mutating func set(_ option: CURLoption, _ value: String) { note(cshims_curl_set_string(handle, option, value)) }

    mutating func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) {
        note(cshims_curl_set_pointer(handle, option, value))
    }

    /// All but the headers and the body.
    mutating func apply(_ request: OutboundRequest) {
        set(CURLOPT_URL, request.url)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, request.maxRedirects > 0 ? 1 : 0)
        set(CURLOPT_MAXREDIRS, request.maxRedirects)
        set(CURLOPT_TIMEOUT_MS, Self.milliseconds(request.timeoutSeconds))
        set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(min(request.connectTimeoutSeconds, request.timeoutSeconds)))
        set(CURLOPT_USERAGENT, "Docket")
    }

    mutating func receive(into transfer: Transfer) {
        let user = Unmanaged.passUnretained(transfer).toOpaque()
        note(cshims_curl_set_open(handle, CURLOPT_OPENSOCKETFUNCTION, openTransferSocket))
        set(CURLOPT_OPENSOCKETDATA, user)
        note(cshims_curl_set_data(handle, CURLOPT_WRITEFUNCTION, receiveBody))
        set(CURLOPT_WRITEDATA, user)
        note(cshims_curl_set_data(handle, CURLOPT_HEADERFUNCTION, receiveHeader))
        set(CURLOPT_HEADERDATA, user)
    }

    /// The method and its body, which must stay where it is until the transfer has ended.
    mutating func body(_ bytes: UnsafeRawBufferPointer, of request: OutboundRequest) {
        if request.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else if request.hasBody {
            set(CURLOPT_POST, 1)
            set(CURLOPT_POSTFIELDSIZE, bytes.count)
            if bytes.isEmpty {
                // A null pointer would make libcurl read standard input.
                set(CURLOPT_COPYPOSTFIELDS, "")
            } else {
                set(CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            }
        }
        if !["GET", "HEAD", "POST"].contains(request.method) || request.method == "GET" && request.body != nil {
            set(CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    /// At least one, as libcurl takes zero for no limit; at most a day.
    private static func milliseconds(_ seconds: Double) -> Int { Int(min(max(seconds * 1000, 1), 86_400_000)) }

    private mutating func note(_ code: CURLcode) { if code != CURLE_OK, failure == nil { failure = code } }
}
