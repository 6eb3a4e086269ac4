import Glibc
import Platform
import Synchronization

/// A server on a free port of 127.0.0.1 that does with each connection what a test says, and then closes it.
final class ScriptedServer: Sendable {
    /// A client's connection.
    struct Connection: Sendable {
        let descriptor: Int32
        /// Counted from 1.
        let number: Int

        /// A request's head, byte by byte, so that nothing of its body is taken; nil where the client is gone.
        func head() -> String? {
            var text: [UInt8] = []
            var byte: UInt8 = 0
            while !text.suffix(4).elementsEqual([13, 10, 13, 10]) {
                guard recv(descriptor, &byte, 1, 0) == 1 else { return nil }
                text.append(byte)
            }
            return String(decoding: text, as: UTF8.self)
        }

        /// Takes in bytes until `count` are there or the client is gone, and gives how many came and their sum.
        func take(_ count: Int = .max) -> (count: Int, sum: Int) {
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            var seen = (count: 0, sum: 0)
            while seen.count < count {
                let got = recv(descriptor, &piece, min(piece.count, count - seen.count), 0)
                guard got > 0 else { break }
                seen.count += got
                for byte in piece[..<got] { seen.sum += Int(byte) }
            }
            return seen
        }

        /// False where the client is gone.
        @discardableResult func say(_ text: String) -> Bool { say(Array(text.utf8)) }

        @discardableResult func say(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard sent > 0 else { return false }
                rest = rest.dropFirst(sent)
            }
            return true
        }
    }

    let url: String
    private let accepted = Atomic<Int>(0)

    /// How many connections came.
    var connections: Int { accepted.load(ordering: .relaxed) }

    init(_ script: @escaping @Sendable (Connection) -> Void) {
        let (listener, port) = LocalServer.listening()
        url = "http://127.0.0.1:\(port)/"
        startThread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                let number = accepted.add(1, ordering: .relaxed).newValue
                startThread {
                    script(Connection(descriptor: client, number: number))
                    close(client)
                }
            }
        }
    }

    /// One that takes a request's head and then neither answers nor takes more, until the client is gone.
    static func silent() -> ScriptedServer {
        ScriptedServer { connection in
            _ = connection.head()
            var gone = pollfd(fd: connection.descriptor, events: Int16(0x2000), revents: 0)
            poll(&gone, 1, 60_000)
        }
    }

    /// Text that counts a request's body, whose length is said.
    static func counting() -> ScriptedServer {
        ScriptedServer { connection in
            guard let head = connection.head(), let length = length(head) else { return }
            let seen = connection.take(length)
            let text = "\(seen.count) \(seen.sum)"
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)")
        }
    }

    static func length(_ head: String) -> Int? {
        head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) }
    }
}
