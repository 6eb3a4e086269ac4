import ArgumentParser
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// `docket supervise`: systemd's part in a development stack.
struct Supervise: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the FastCGI pool and the workers of a development stack.",
        discussion: """
            Opens the pool's socket, starts the processes next to this one, and starts anew what ends. SIGHUP restarts \
            all of them one after the other; no request is lost. SIGTERM stops all and waits.
            In production systemd does this: see systemd/.
            """)

    @Option(help: "The pool's unix socket.") var socket: String
    @Option(help: "Folder for a log of each process.") var logs: String
    @Option(help: "Folder with the password files app and worker.") var secrets: String
    @Option(help: "FastCGI processes.") var pool = 2
    @Option(help: "Threads of each FastCGI process.") var threads = 4
    @Option(help: "End a FastCGI process after so many requests, ±10 %.") var maxRequests = 10_000
    @Option(parsing: .upToNextOption, help: "docket-worker, each by its queues: preprocessing:1 ocr:1")
    var workers: [String] = []
    @Option(parsing: .upToNextOption, help: "docket-courier, each by its queues: llm:2,extraction:1")
    var couriers: [String] = []

    func run() throws {
        let listener = try ListeningSocket(path: socket)
        let directory = Self.ownDirectory
        var processes = (0..<pool).map { number in
            SupervisedProcess(
                name: "fcgi-\(number)", executable: directory + "/docket-fcgi",
                arguments: ["--threads", "\(threads)", "--max-requests", "\(maxRequests)"], input: listener.descriptor,
                account: "app")
        }
        for (name, all) in [("worker", workers), ("courier", couriers)] {
            processes += all.enumerated().map { number, queues in
                SupervisedProcess(
                    name: "\(name)-\(number)", executable: directory + "/docket-" + name,
                    arguments: ["--queues", queues], input: nil, account: "worker")
            }
        }
        Supervisor(processes: processes, logs: logs, secrets: secrets).run()
        unlink(socket)
    }

    private static var ownDirectory: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = max(0, readlink("/proc/self/exe", &path, path.count - 1))
        let text = String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        return String(text[..<(text.lastIndex(of: "/") ?? text.startIndex)])
    }
}
