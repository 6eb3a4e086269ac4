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

    private let child: ChildProcess
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
        // Nothing of ours but the socket: no other files, no secrets of the environment.
        let reader = ChildProgram(
            program, [folder, "\(getpid())", "\(addressSpaceMB)"],
            environment: ["OMP_THREAD_LIMIT": "1", "SWIFT_BACKTRACE": "enable=no"], files: [0: .descriptor(ends[1])])
        do { child = try ChildProcess(reader) } catch {
            close(ends[0])
            throw .notStarted(error.code)
        }
        (socket, channel) = (ends[0], FrameChannel(descriptor: ends[0]))
    }

    deinit {
        close(socket)
        child.signal(SIGKILL)
        child.wait()
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
        guard let file = fopen("/proc/\(child.pid)/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let words = line.prefix { $0 != 0 }.split(separator: 32)
        let pages = words.count > 1 ? Int(String(decoding: words[1].map(UInt8.init(bitPattern:)), as: UTF8.self)) : nil
        return ((pages ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))) >> 20
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
