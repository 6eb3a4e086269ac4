import Platform
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// What the main thread knows of a serving thread.
final class ThreadMonitor: Sendable {
    enum Phase: Int, Sendable {
        case accepting
        case serving
        case ended
    }

    struct Work: Sendable {
        var since: Double
        var route = "-"
        var request = "-"

        var fields: KeyValuePairs<String, String> {
            let milliseconds = Int((Clock.monotonic() - since) * 1000)
            return ["route": route, "seconds": "\(Double(milliseconds) / 1000)", "request": request]
        }
    }

    private let phaseValue = Atomic<Int>(Phase.serving.rawValue)
    private let work = Mutex<Work?>(nil)
    private let handle = Atomic<UInt>(0)

    var phase: Phase {
        get { Phase(rawValue: phaseValue.load(ordering: .acquiring)) ?? .ended }
        set { phaseValue.store(newValue.rawValue, ordering: .releasing) }
    }

    /// The request in progress.
    var current: Work? { work.withLock { $0 } }

    func begin() { work.withLock { $0 = Work(since: Clock.monotonic()) } }

    func note(request: String? = nil, route: String? = nil) {
        work.withLock {
            if let request { $0?.request = request }
            if let route { $0?.route = route }
        }
    }

    /// Ends the request and gives what it was.
    func end() -> Work? {
        work.withLock { work in
            defer { work = nil }
            return work
        }
    }

    func adoptCurrentThread() { handle.store(UInt(pthread_self()), ordering: .releasing) }

    /// Wakes the thread if it waits for a connection. What is lost between its look at the flag and its `accept` is
    /// made good by calling this again.
    func wakeIfAccepting() {
        let thread = handle.load(ordering: .acquiring)
        if phase == .accepting && thread != 0 { pthread_kill(pthread_t(thread), SignalSet.wake) }
    }
}
