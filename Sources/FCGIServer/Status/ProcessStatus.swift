import Domain
import Platform

/// What one process says on the scoreboard.
public struct ProcessStatus: Sendable {
    /// Its process id.
    public let pid: Int
    /// Milliseconds since 1970 at its start.
    public let startedAt: Int64
    /// Its threads.
    public let threads: Int
    /// Threads that answer a request now.
    public let active: Int
    /// The most that did at once.
    public let maxActive: Int
    /// Requests answered.
    public let requests: Int
    /// Requests slower than the limit.
    public let slow: Int
    /// Resident memory, at most a second old.
    public let residentKiB: Int
    /// It finishes what it has and takes nothing new.
    public let isStopping: Bool

    /// Threads that wait for a request.
    public var idle: Int { max(0, threads - active) }

    init(_ slot: borrowing Scoreboard.Slot, pid: Int64) {
        self.pid = Int(pid)
        startedAt = slot.startedAt.load(ordering: .relaxed)
        threads = Int(slot.threads.load(ordering: .relaxed))
        active = Int(slot.active.load(ordering: .relaxed))
        maxActive = Int(slot.maxActive.load(ordering: .relaxed))
        requests = Int(slot.requests.load(ordering: .relaxed))
        slow = Int(slot.slow.load(ordering: .relaxed))
        residentKiB = Int(slot.residentKiB.load(ordering: .relaxed))
        isStopping = slot.isStopping.load(ordering: .relaxed) != 0
    }
}
