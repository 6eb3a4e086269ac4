#if canImport(Glibc)
    import Glibc
#endif

/// Messages over a stream socket between two of our processes: four bytes of length, highest first, then as many bytes.
public struct FrameChannel: Sendable {
    /// Why there is no message.
    public enum Failure: Error, Sendable, Hashable {
        /// The other side is gone, or sends what is no message.
        case closed
        /// `shouldStop` said so.
        case stopped
    }

    private let descriptor: Int32
    private let maxBytes: Int

    /// A channel over a connected socket, which stays the caller's to close.
    public init(descriptor: Int32, maxBytes: Int = 64 << 20) {
        self.descriptor = descriptor
        self.maxBytes = maxBytes
    }

    /// Sends a message.
    ///
    /// - Throws: `.closed`.
    public func send(_ bytes: [UInt8]) throws(Failure) {
        guard bytes.count <= maxBytes else { throw .closed }
        let length = withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { Array($0) }
        var rest = (length + bytes)[...]
        while !rest.isEmpty {
            // A peer that is gone is an error here, not a signal that ends the process.
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .closed }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits for a message; `shouldStop` is asked twenty times a second.
    ///
    /// - Throws: `.closed`, `.stopped`.
    public func receive(shouldStop: () -> Bool = { false }) throws(Failure) -> [UInt8] {
        let length = try bytes(4, shouldStop).reduce(0) { $0 << 8 | Int($1) }
        guard length <= maxBytes else { throw .closed }
        return try bytes(length, shouldStop)
    }

    private func bytes(_ count: Int, _ shouldStop: () -> Bool) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            if shouldStop() { throw .stopped }
            var descriptors = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptors, 1, 50) > 0 else { continue }
            let read = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress! + filled, count - filled, 0) }
            if read < 0, errno == EINTR || errno == EAGAIN { continue }
            guard read > 0 else { throw .closed }
            filled += read
        }
        return bytes
    }
}
