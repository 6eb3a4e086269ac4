#if canImport(Glibc)
    import Glibc
#endif

/// The pool's unix socket, held open here so that connections wait in it while processes come and go.
struct ListeningSocket {
    let descriptor: Int32

    init(path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw CommandError("the socket's path has more than 107 bytes; choose a shorter folder: \(path)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        unlink(path)
        descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard descriptor >= 0, bound == 0, listen(descriptor, 511) == 0 else {
            throw CommandError("cannot listen on \(path): \(String(cString: strerror(errno)))")
        }
        chmod(path, 0o660)
    }
}
