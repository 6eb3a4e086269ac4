import CUnix
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// The socket that all processes of the pool share: systemd or the supervisor opens it, and keeps it over restarts.
struct ListeningSocket: Sendable {
    let descriptor: Int32
    let ioSeconds: Int

    /// Throws a sentence where the descriptor is no listening socket.
    init(_ descriptor: Int32, ioSeconds: Int) throws(ConfigurationProblem) {
        var isListening: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0, isListening != 0 else {
            throw ConfigurationProblem(
                "descriptor \(descriptor) is no listening socket: start this by its systemd socket unit or by "
                    + "`docket supervise`")
        }
        self.descriptor = descriptor
        self.ioSeconds = ioSeconds
    }

    /// The next connection; nil once the process stops. libfcgi's own accept is not used: between accept and the first
    /// byte it waits in a way that a wake-up turns into a lost request, and it has no time limits.
    func accept(_ control: ServerControl, _ monitor: ThreadMonitor) -> Int32? {
        while !control.isStopping {
            monitor.phase = .accepting
            let (connection, code) = SignalSet.openToWake { () -> (Int32, Int32) in
                if control.isStopping { return (-1, EINTR) }
                let connection = cunix_accept(descriptor)
                return (connection, errno)
            }
            monitor.phase = .serving
            if connection >= 0 {
                limitWaiting(connection)
                return connection
            }
            if code != EINTR && code != ECONNABORTED { pause(after: code) }
        }
        return nil
    }

    private func limitWaiting(_ connection: Int32) {
        var limit = timeval(tv_sec: ioSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    }

    /// Out of descriptors or memory: others may give some back.
    private func pause(after code: Int32) {
        Log.error("cannot accept a connection", ["error": String(cString: strerror(code))])
        usleep(200_000)
    }
}
