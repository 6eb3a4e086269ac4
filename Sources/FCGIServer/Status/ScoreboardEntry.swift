import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// This process's slot on the board. Threads write it, anyone reads it.
final class ScoreboardEntry: Sendable {
    private nonisolated(unsafe) let slot: UnsafeMutablePointer<Scoreboard.Slot>
    private let board: Scoreboard

    init(slot: UnsafeMutablePointer<Scoreboard.Slot>, board: Scoreboard) {
        self.slot = slot
        self.board = board
    }

    func reset(pid: Int32, threads: Int) {
        slot.pointee.startedAt.store(Clock.milliseconds(), ordering: .relaxed)
        slot.pointee.threads.store(Int64(threads), ordering: .relaxed)
        slot.pointee.active.store(0, ordering: .relaxed)
        slot.pointee.maxActive.store(0, ordering: .relaxed)
        slot.pointee.requests.store(0, ordering: .relaxed)
        slot.pointee.slow.store(0, ordering: .relaxed)
        slot.pointee.isStopping.store(0, ordering: .relaxed)
        measureMemory()
        slot.pointee.pid.store(Int64(pid), ordering: .releasing)
    }

    /// A thread has taken a request. Returns how many are active now.
    func begin() -> Int {
        let active = slot.pointee.active.add(1, ordering: .relaxed).newValue
        slot.pointee.maxActive.max(active, ordering: .relaxed)
        return Int(active)
    }

    /// A thread has answered. Returns how many this process has answered.
    func end(slow: Bool) -> Int {
        slot.pointee.active.subtract(1, ordering: .relaxed)
        if slow { slot.pointee.slow.add(1, ordering: .relaxed) }
        return Int(slot.pointee.requests.add(1, ordering: .relaxed).newValue)
    }

    func markStopping() { slot.pointee.isStopping.store(1, ordering: .relaxed) }

    /// Gives the slot back.
    func release() { slot.pointee.pid.store(0, ordering: .releasing) }

    /// Notes the resident size of this process.
    func measureMemory() {
        var buffer = [UInt8](repeating: 0, count: 128)
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        let count = read(file, &buffer, buffer.count)
        close(file)
        let fields = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int64(fields[1]) else { return }
        slot.pointee.residentKiB.store(pages * Int64(sysconf(Int32(_SC_PAGESIZE))) / 1024, ordering: .relaxed)
    }
}
