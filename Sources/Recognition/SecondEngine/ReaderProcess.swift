import CUnix
import Domain
import FoundationEssentials
import Glibc
import Platform

/// A `docket-reader` that runs: started with the value, killed with it.
final class ReaderProcess {
    /// What ends a process before its time, as a word for the log.
    enum Loss: Error, Sendable, Hashable {
        /// The program cannot be started; `errno`.
        case notStarted(Int32)
        /// It says that it cannot work, in a sentence.
        case unable(String)
        /// It ended in the middle of a page.
        case died
        /// It took longer than it may.
        case late
        /// The page is not wanted any more.
        case cancelled
    }

    private let pid: pid_t
    private let socket: Int32
    private let channel: FrameChannel

    /// Starts the program; `awaitReady` comes next.
    ///
    /// - Throws: `.notStarted`.
    init(program: String, folder: String, addressSpaceMB: Int) throws(Loss) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .notStarted(errno) }
        defer { close(ends[1]) }
        let arguments = [program, folder, "\(getpid())", "\(addressSpaceMB)"]
        switch Self.spawn(arguments, input: ends[1]) {
        case .success(let child): pid = child
        case .failure(let code):
            close(ends[0])
            throw .notStarted(code.value)
        }
        (socket, channel) = (ends[0], FrameChannel(descriptor: ends[0]))
    }

    deinit {
        close(socket)
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    /// Waits until its models are loaded.
    func awaitReady(until end: Double, isCancelled: () -> Bool) throws(Loss) {
        switch try receive(until: end, isCancelled) {
        case .ready: return
        case .problem(let reason): throw .unable(reason)
        case .page: throw .died
        }
    }

    /// The lines of an image.
    func read(_ request: ReaderRequest, until end: Double, isCancelled: () -> Bool) throws(Loss) -> RecognisedPage {
        guard let bytes = try? JSONEncoder().encode(request) else { throw .died }
        do { try channel.send([UInt8](bytes)) } catch { throw .died }
        switch try receive(until: end, isCancelled) {
        case .page(let page): return page
        case .problem(let reason): throw .unable(reason)
        case .ready: throw .died
        }
    }

    private func receive(until end: Double, _ isCancelled: () -> Bool) throws(Loss) -> ReaderAnswer {
        var isLate = false
        let bytes: [UInt8]
        do {
            bytes = try channel.receive {
                isLate = Clock.monotonic() >= end
                return isLate || isCancelled()
            }
        } catch {
            throw error == .closed ? .died : isLate ? .late : .cancelled
        }
        guard let answer = try? JSONDecoder().decode(ReaderAnswer.self, from: Data(bytes)) else { throw .died }
        return answer
    }

    /// What it holds of memory, in megabytes; 0 where that cannot be told.
    var residentMB: Int {
        guard let file = fopen("/proc/\(pid)/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let words = line.prefix { $0 != 0 }.split(separator: 32)
        let pages = words.count > 1 ? Int(String(decoding: words[1].map(UInt8.init(bitPattern:)), as: UTF8.self)) : nil
        return ((pages ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))) >> 20
    }

    private struct Code: Error { let value: Int32 }

    /// With nothing of ours but the socket: no other files, no secrets of the environment, no blocked signals.
    private static func spawn(_ arguments: [String], input: Int32) -> Result<pid_t, Code> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        cunix_close_from(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let copies = (arguments + ["OMP_THREAD_LIMIT=1", "SWIFT_BACKTRACE=enable=no"]).map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        var child: pid_t = 0
        let code = posix_spawn(
            &child, arguments[0], &actions, &attributes, copies.prefix(arguments.count) + [nil],
            copies.suffix(2) + [nil])
        return code == 0 ? .success(child) : .failure(Code(value: code))
    }
}

extension ReaderProcess.Loss: CustomStringConvertible {
    var description: String {
        switch self {
        case .notStarted(let code): "cannot be started: \(String(cString: strerror(code)))"
        case .unable(let reason): reason
        case .died: "died"
        case .late: "took too long"
        case .cancelled: "cancelled"
        }
    }
}
