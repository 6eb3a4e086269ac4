import Glibc
import Platform
import Synchronization

/// A server on a free port of 127.0.0.1, or on a unix socket, that answers each connection once and closes it.
final class LocalServer: Sendable {
    /// What it does with a request: the bytes to answer with, and how long to wait before each further one.
    struct Answer: Sendable {
        var chunks: [String]
        var pause = 0.0

        init(_ chunks: String..., pause: Double = 0) {
            self.chunks = chunks
            self.pause = pause
        }

        static func ok(_ body: String, headers: String = "") -> Answer {
            Answer("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
        }
    }

    let port: UInt16
    private let descriptor: Int32
    private let seen = Mutex<[String]>([])
    private let answer: @Sendable (String) -> Answer

    /// Whole requests in the order in which they came.
    var requests: [String] { seen.withLock { $0 } }

    init(path: String? = nil, _ answer: @escaping @Sendable (String) -> Answer) {
        self.answer = answer
        (descriptor, port) = Self.listening(path: path)
        startThread { [self] in serve() }
    }

    /// A socket that listens on a free port of 127.0.0.1, or on a unix socket.
    static func listening(path: String? = nil, backlog: Int32 = 16) -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(path == nil ? AF_INET : AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var port: UInt16 = 0
        if let path {
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            bind(descriptor, &address)
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            port = bind(descriptor, &address).sin_port.bigEndian
        }
        precondition(listen(descriptor, backlog) == 0)
        return (descriptor, port)
    }

    /// Binds, and gives the address that the socket got.
    @discardableResult
    private static func bind<Address>(_ descriptor: Int32, _ address: inout Address) -> Address {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                var length = socklen_t(MemoryLayout<Address>.size)
                precondition(Glibc.bind(descriptor, $0, length) == 0)
                getsockname(descriptor, $0, &length)
            }
            return pointer.pointee
        }
    }

    private func serve() {
        while case let client = accept(descriptor, nil, nil), client >= 0 {
            startThread { [self] in
                let request = Self.read(client)
                seen.withLock { $0.append(request) }
                let answer = answer(request)
                for (index, chunk) in answer.chunks.enumerated() {
                    if index > 0 { Clock.sleep(seconds: answer.pause) }
                    guard send(client, chunk, chunk.utf8.count, Int32(MSG_NOSIGNAL)) >= 0 else { break }
                }
                close(client)
            }
        }
    }

    /// A request with as much of a body as its Content-Length says.
    private static func read(_ client: Int32) -> String {
        var text = ""
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(client, &chunk, chunk.count, 0)
            guard count > 0 else { return text }
            // A TLS handshake has no end that we know of.
            if chunk[0] == 0x16 { return text }
            text += String(decoding: chunk[..<count], as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length =
                text[..<end.lowerBound].split(separator: "\r\n")
                .first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
            if text[end.upperBound...].utf8.count >= length { return text }
        }
    }
}

extension StringProtocol {
    /// Where `needle` is, without Foundation.
    func range(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) {
                return start..<index(start, offsetBy: needle.count)
            }
            formIndex(after: &start)
        }
        return nil
    }
}
