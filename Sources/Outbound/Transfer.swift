import CCurl
import Domain

#if canImport(Glibc)
    import Glibc
#endif

/// One request under way: what libcurl's callbacks see of it.
final class Transfer {
    let request: OutboundRequest
    private let policy: AddressPolicy
    let patience: OutboundPatience
    let watch: CancelWatch
    let upload: Upload?
    let sink: OutboundSink?
    private var headerBytes = 0
    private var bodyBytes = 0
    private var isSuccess = false
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var body: [UInt8] = []
    /// The body, or the headers, went over the limit.
    private(set) var isTooLarge = false
    /// The policy refused the last address that libcurl wanted.
    private(set) var isRefused = false
    /// What source or sink threw.
    private(set) var failure: (any Error)?

    /// More than any server has use for.
    private static let maxHeaderBytes = 64 << 10

    init(
        _ request: OutboundRequest, _ policy: AddressPolicy, _ patience: OutboundPatience,
        from source: OutboundSource? = nil, to sink: OutboundSink? = nil
    ) {
        self.request = request
        self.policy = policy
        self.patience = patience
        watch = CancelWatch(patience)
        upload = source.map { Upload($0) }
        self.sink = sink
    }

    /// Opens the socket for an address that libcurl is about to connect, or none.
    func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let length = min(Int(address.pointee.addrlen), MemoryLayout<sockaddr_storage>.size)
        isRefused = true
        // The address goes on behind `addr`, which has but the size of the shortest kind.
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
        let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(address) + offset, count: length)
        let isUnix = address.pointee.family == AF_UNIX
        let target = IPAddress(socketAddress: bytes)
        guard isUnix || target != nil, policy.allows(isUnix ? nil : target) else { return -1 }
        isRefused = false
        return socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }

    /// Takes in a piece of the body; false ends the transfer.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !watch.isCancelled else { return false }
        let sink = isSuccess ? sink : nil
        guard bytes.count <= (sink?.maxBytes ?? request.maxResponseBytes) - bodyBytes else {
            isTooLarge = true
            return false
        }
        bodyBytes += bytes.count
        guard let sink else {
            body += bytes
            return true
        }
        return attempt { try sink.write(bytes) } != nil
    }

    /// The next bytes of the request's body; nil ends the transfer.
    func send(into room: UnsafeMutableRawBufferPointer) -> Int? {
        guard !watch.isCancelled, let upload else { return nil }
        return attempt { try upload.read(into: room) }
    }

    private func attempt<Value>(_ call: () throws -> Value) -> Value? {
        do { return try call() } catch {
            failure = error
            return nil
        }
    }

    /// Takes in a line of the headers. A status line begins anew: after a redirect, or an interim response.
    func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= Self.maxHeaderBytes else {
            isTooLarge = true
            return false
        }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            headers = []
            isSuccess = line.split(separator: " ").dropFirst().first?.first == "2"
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...]
            headers.append((String(line[..<colon]), Self.trimmed(value)))
        }
        return true
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank = { (character: Character) in character.isWhitespace }
        let start = text.drop(while: isBlank)
        return String(start.reversed().drop(while: isBlank).reversed())
    }
}
