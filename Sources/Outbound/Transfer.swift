import CCurl
import Domain

#if canImport(Glibc)
    import Glibc
#endif

/// One request under way: what libcurl's callbacks see of it.
final class Transfer {
    private let policy: AddressPolicy
    private let maxBytes: Int
    private var headerBytes = 0
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var body: [UInt8] = []
    /// The body, or the headers, went over the limit.
    private(set) var isTooLarge = false
    /// The policy refused the last address that libcurl wanted.
    private(set) var isRefused = false

    /// More than any server has use for.
    private static let maxHeaderBytes = 64 << 10

    init(policy: AddressPolicy, maxBytes: Int) {
        self.policy = policy
        self.maxBytes = maxBytes
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
        guard bytes.count <= maxBytes - body.count else {
            isTooLarge = true
            return false
        }
        body += bytes
        return true
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

// libcurl gets global functions: a closure literal given to C may trap under Swift 6.

func openTransferSocket(
    _ user: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let user, let address else { return -1 }
    return Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().open(address)
}

func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let user else { return 0 }
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().receive(piece) ? piece.count : -1
}

func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let user else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().receiveHeader(line) ? line.count : -1
}
