import Platform
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// What every process of the pool says of itself, in a file they all map: one slot a process. A slot whose process is
/// dead is free. Without a path the board is this process's own.
public final class Scoreboard: Sendable {
    /// Processes the board has room for: the same for all that share a file.
    public let capacity: Int
    private static let version: UInt64 = 0x444F_434B_4554_0001

    struct Header: ~Copyable {
        let version: Atomic<UInt64>
        let saturationLoggedAt: Atomic<Int64>
    }

    /// One process. Every field is one machine word, so that readers need no lock.
    struct Slot: ~Copyable {
        let pid: Atomic<Int64>
        let startedAt: Atomic<Int64>
        let threads: Atomic<Int64>
        let active: Atomic<Int64>
        let maxActive: Atomic<Int64>
        let requests: Atomic<Int64>
        let slow: Atomic<Int64>
        let residentKiB: Atomic<Int64>
        let isStopping: Atomic<Int64>
    }

    private nonisolated(unsafe) let header: UnsafeMutablePointer<Header>
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<Slot>

    /// Maps the board at `path`, made if it is not there; nil for a board of this process alone.
    public init(path: String?, capacity: Int = 64) throws {
        self.capacity = capacity
        let size = 64 + capacity * MemoryLayout<Slot>.stride
        var file: Int32 = -1
        if let path {
            file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o660)
            guard file >= 0, ftruncate(file, size) == 0 else { throw ScoreboardProblem(path: path, code: errno) }
        }
        defer { if file >= 0 { close(file) } }
        let flags = file >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS
        guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, flags, file, 0), memory != MAP_FAILED else {
            throw ScoreboardProblem(path: path ?? "memory", code: errno)
        }
        header = memory.assumingMemoryBound(to: Header.self)
        slots = (memory + 64).assumingMemoryBound(to: Slot.self)
        let found = header.pointee.version.exchange(Self.version, ordering: .acquiringAndReleasing)
        if found != 0 && found != Self.version { memset(memory + 64, 0, size - 64) }
    }

    /// A slot for this process: a free one, or one whose process is dead. Nil where every slot has a living process.
    func claim(pid: Int32 = getpid(), threads: Int) -> ScoreboardEntry? {
        for index in 0..<capacity {
            let owner = slots[index].pid.load(ordering: .acquiring)
            guard owner == 0 || owner == pid || !Self.isAlive(owner) else { continue }
            // The claim is negative while the fields are of the one before: readers skip it.
            let claimed = slots[index].pid.compareExchange(
                expected: owner, desired: Int64(-pid), ordering: .acquiringAndReleasing)
            guard claimed.exchanged else { continue }
            let entry = ScoreboardEntry(slot: slots + index, board: self)
            entry.reset(pid: pid, threads: threads)
            return entry
        }
        return nil
    }

    /// What the living processes say.
    public func processes() -> [ProcessStatus] {
        (0..<capacity).compactMap { index in
            let pid = slots[index].pid.load(ordering: .acquiring)
            return pid > 0 && Self.isAlive(pid) ? ProcessStatus(slots[index], pid: pid) : nil
        }
    }

    /// True where a minute has passed since the last caller that might.
    func isSaturationLogDue(now: Int64 = Clock.milliseconds()) -> Bool {
        Self.isDue(header.pointee.saturationLoggedAt.load(ordering: .relaxed), now)
    }

    /// True for one caller a minute, over all processes of the pool.
    func mayLogSaturation(now: Int64 = Clock.milliseconds()) -> Bool {
        let last = header.pointee.saturationLoggedAt.load(ordering: .relaxed)
        guard Self.isDue(last, now) else { return false }
        return header.pointee.saturationLoggedAt.compareExchange(
            expected: last, desired: now, ordering: .relaxed
        ).exchanged
    }

    private static func isDue(_ last: Int64, _ now: Int64) -> Bool { now - last >= 60_000 || now < last }

    private static func isAlive(_ pid: Int64) -> Bool {
        kill(pid_t(pid.magnitude), 0) == 0 || errno == EPERM
    }
}

/// A scoreboard file that cannot be made or mapped.
public struct ScoreboardProblem: Error, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// The error number of the system.
    public let code: Int32

    /// For the operator.
    public var description: String { "scoreboard \(path): \(String(cString: strerror(code)))" }
}
