#if canImport(Glibc)
    import Glibc
#endif

/// Wakes workers on this host: a datagram to each socket of a queue in the runtime folder. It only hints: it may be
/// lost, and a slow poll is always on.
///
///     bells/<queue>.<pid>.<n>
public struct Doorbell: Sendable {
    private let folder: String

    /// The bells below a runtime folder; made where they are missing.
    public init(runtime: String) {
        folder = runtime + "/bells"
        mkdir(folder, 0o770)
    }

    /// Rings for a queue; one free listener is enough, all of them get it.
    public func ring(_ queue: String) {
        let descriptor = UnixDatagram.open()
        guard descriptor >= 0 else { return }
        defer { Glibc.close(descriptor) }
        for name in Folder.names(folder) where name.hasPrefix(queue + ".") {
            let path = folder + "/" + name
            let sent = UnixDatagram.withAddress(path) { sendto(descriptor, "!", 1, 0, $0, $1) }
            // Nobody holds it any more: its worker was killed.
            if sent < 0, errno == ECONNREFUSED { unlink(path) }
        }
    }

    /// A socket on which a queue's bell is heard.
    public func listen(_ queue: String, slot: Int) -> Listener? {
        let path = "\(folder)/\(queue).\(getpid()).\(slot)"
        unlink(path)
        let descriptor = UnixDatagram.open()
        guard descriptor >= 0 else { return nil }
        guard UnixDatagram.withAddress(path, { bind(descriptor, $0, $1) }) == 0 else {
            Glibc.close(descriptor)
            return nil
        }
        chmod(path, 0o660)
        return Listener(descriptor: descriptor, path: path)
    }

    /// A bound bell.
    public final class Listener: Sendable {
        private let descriptor: Int32
        private let path: String

        fileprivate init(descriptor: Int32, path: String) {
            self.descriptor = descriptor
            self.path = path
        }

        deinit {
            Glibc.close(descriptor)
            unlink(path)
        }

        /// Rings this bell alone.
        public func ring() {
            _ = UnixDatagram.withAddress(path) { sendto(descriptor, "!", 1, Int32(MSG_DONTWAIT), $0, $1) }
        }

        /// Waits for a ring; true where one came before the time was over. Rings that piled up count as one.
        public func wait(seconds: Double) -> Bool {
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard Glibc.poll(&poll, 1, Int32(seconds * 1000)) > 0 else { return false }
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT)) > 0 {}
            return true
        }
    }
}
