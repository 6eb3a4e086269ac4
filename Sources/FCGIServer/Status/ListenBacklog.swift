import CUnix

/// How many connections wait on a listening unix socket, and how many may.
struct ListenBacklog: Sendable {
    var waiting: Int
    var limit: Int

    /// Asks the kernel; nil where it does not say, for instance because the unit forbids AF_NETLINK.
    init?(socket: Int32) {
        var waiting: UInt32 = 0
        var limit: UInt32 = 0
        guard cunix_backlog(socket, &waiting, &limit) == 0 else { return nil }
        self.waiting = Int(waiting)
        self.limit = Int(limit)
    }
}
