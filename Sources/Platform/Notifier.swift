#if canImport(Glibc)
    import Glibc
#endif

/// Tells systemd how the service is (sd_notify(3)); nothing where systemd did not ask.
public enum Notifier {
    /// One datagram to `$NOTIFY_SOCKET`, such as `READY=1`.
    public static func send(_ state: String) {
        guard let path = Environment.value("NOTIFY_SOCKET"), path.hasPrefix("/") || path.hasPrefix("@") else { return }
        let descriptor = UnixDatagram.open()
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = UnixDatagram.withAddress(path) { sendto(descriptor, state, state.utf8.count, 0, $0, $1) }
    }
}

/// Unix datagram sockets.
enum UnixDatagram {
    static func open() -> Int32 {
        socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    }

    /// The address of a path; a leading `@` stands for the abstract name space.
    static func withAddress<Value>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let count = withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            let path = Array(path.utf8.prefix(bytes.count - 1))
            bytes.copyBytes(from: path)
            if path.first == UInt8(ascii: "@") { bytes[0] = 0 }
            return path.count
        }
        let isAbstract = path.hasPrefix("@")
        let length = MemoryLayout<sa_family_t>.size + count + (isAbstract ? 0 : 1)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(length)) }
        }
    }
}
