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

    /// All but the headers and the body, for at most `seconds`.
    mutating func apply(_ request: OutboundRequest, seconds: Double) {
        set(CURLOPT_URL, request.url)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, request.maxRedirects > 0 ? 1 : 0)
        set(CURLOPT_MAXREDIRS, request.maxRedirects)
        set(CURLOPT_TIMEOUT_MS, Self.milliseconds(seconds))
        set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(min(request.connectTimeoutSeconds, seconds)))
        // A thread of libcurl's resolves names, and cannot be stopped: it is left to itself, not waited for.
        set(CURLOPT_QUICK_EXIT, 1)
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
        if transfer.sink != nil { set(CURLOPT_BUFFERSIZE, Self.streamBuffer) }
    }

    /// The method and a body that `transfer` gives.
    mutating func stream(_ upload: Upload, of request: OutboundRequest, from transfer: Transfer) {
        let user = Unmanaged.passUnretained(transfer).toOpaque()
        set(CURLOPT_UPLOAD, 1)
        set(CURLOPT_CUSTOMREQUEST, request.method)
        set(CURLOPT_INFILESIZE_LARGE, upload.length ?? -1)
        set(CURLOPT_UPLOAD_BUFFERSIZE, Self.streamBuffer)
        note(cshims_curl_set_data(handle, CURLOPT_READFUNCTION, sendBody))
        set(CURLOPT_READDATA, user)
        // A kept one may turn out closed when some of the body has gone, and libcurl cannot begin again.
        set(CURLOPT_FRESH_CONNECT, 1)
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

    /// Bytes of a piece: fewer and longer ones than libcurl's own.
    private static let streamBuffer = 128 << 10

    /// At least one, as libcurl takes zero for no limit; at most a day.
    private static func milliseconds(_ seconds: Double) -> Int { Int(min(max(seconds * 1000, 1), 86_400_000)) }

    private mutating func note(_ code: CURLcode) { if code != CURLE_OK, failure == nil { failure = code } }
}
