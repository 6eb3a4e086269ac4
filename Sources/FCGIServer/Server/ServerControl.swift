import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Whether the process takes requests, and why it no longer does.
final class ServerControl: Sendable {
    enum Reason: Int, Sendable {
        case none
        case signal
        case recycle
        case stuck
    }

    private let reason = Atomic<Int>(0)

    var isStopping: Bool { reason.load(ordering: .acquiring) != 0 }

    /// The first reason counts, but a stuck request outranks all, for it ends the process by force.
    func stop(_ why: Reason) {
        reason.max(why.rawValue, ordering: .acquiringAndReleasing)
        kill(getpid(), SignalSet.doorbell)
    }

    var stopReason: Reason { Reason(rawValue: reason.load(ordering: .acquiring)) ?? .none }
}
