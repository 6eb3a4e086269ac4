#if canImport(Glibc)
    import Glibc
#endif

/// A child of this process. Once it has ended it stays a zombie until one of `wait`, `ending` or `nextEnded` has told of
/// it; afterwards its pid may be another's, and this value must not be used any more.
public struct ChildProcess: Sendable, Hashable {
    /// How a child ended.
    public enum Ending: Sendable, Hashable, CustomStringConvertible {
        /// By itself, with a code from 0 to 255; 0 is good.
        case exited(Int32)
        /// By a signal, by its number.
        case killed(Int32)

        /// For a log.
        public var description: String {
            switch self {
            case .exited(let code): "exit \(code)"
            case .killed(let signal): "signal \(signal)"
            }
        }
    }

    /// The program cannot be started.
    public struct NotStarted: Error, Sendable, Hashable, CustomStringConvertible {
        /// Which one.
        public let path: String
        /// Why, as a code of `errno`.
        public let code: Int32

        /// A sentence for an operator.
        public var description: String { "\(path) cannot be started: \(String(cString: strerror(code)))" }
    }

    /// Its number.
    public let pid: pid_t

    /// Starts a program, with all signals unblocked and at their defaults.
    ///
    /// - Throws: where it is missing or no program, a file of it cannot be opened, or the system has no room for it.
    public init(_ program: ChildProgram) throws(NotStarted) {
        var child: pid_t = 0
        let code = SpawnAttributes(program).start(&child)
        guard code == 0 else { throw NotStarted(path: program.path, code: code) }
        pid = child
    }

    private init(pid: pid_t) { self.pid = pid }

    /// Sends a signal.
    public func signal(_ signal: Int32) { kill(pid, signal) }

    /// Sends a signal to all of its group; only for one that was started in a group or session of its own.
    public func signalGroup(_ signal: Int32) { kill(-pid, signal) }

    /// Waits until it has ended; nil where another has been told of that already.
    @discardableResult public func wait() -> Ending? { Self.ended(pid, 0)?.ending }

    /// How it ended; nil while it runs.
    public func ending() -> Ending? { Self.ended(pid, WNOHANG)?.ending }

    /// The next of all children that have ended, those taken over from others among them; nil where there is none.
    public static func nextEnded() -> (child: ChildProcess, ending: Ending)? {
        ended(-1, WNOHANG).map { (ChildProcess(pid: $0.pid), $0.ending) }
    }

    private static func ended(_ wanted: pid_t, _ options: Int32) -> (pid: pid_t, ending: Ending)? {
        var status: Int32 = 0
        var pid: pid_t
        repeat { pid = waitpid(wanted, &status, options) } while pid < 0 && errno == EINTR
        guard pid > 0 else { return nil }
        // The macros that take a status apart are not for Swift.
        let signal = status & 0x7f
        return (pid, signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal))
    }
}
