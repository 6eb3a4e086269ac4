#if canImport(Glibc)
    import Glibc
#endif

/// The API's socket takes a connection, which ends at once.
enum SocketCheck {
    static let name = "socket"

    static func run(path: String) -> CheckItem {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            return CheckItem(name, .fail, "the socket's path has more than 107 bytes; choose a shorter folder")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        // Without waiting: a full backlog would keep us here.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = Glibc.socket(AF_UNIX, kind, 0)
        defer { close(descriptor) }
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 ? 0 : errno
            }
        }
        return judge(errno: code, path: path)
    }

    static func judge(errno code: Int32, path: String) -> CheckItem {
        switch code {
        case 0: CheckItem(name, .ok, path)
        case EAGAIN:
            CheckItem(name, .fail, "\(path) is full: the API is stuck or swamped; see its log, then restart it")
        case ENOENT, ECONNREFUSED:
            CheckItem(
                name, .fail, "nobody listens on \(path); start the API (systemctl start docket-fcgi.socket, or bin/up)")
        case EACCES: CheckItem(name, .fail, "this user may not connect to \(path); run docket check as root")
        default: CheckItem(name, .fail, "\(path): \(String(cString: strerror(code)))")
        }
    }
}
