import CFCGI
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// One process of the FastCGI pool: threads that share one listening socket with those of its sisters.
///
///     let server = try Server(configuration, routes: routes) { try HandlerContext() }
///     _exit(server.run())
public final class Server<Context: RequestContext>: Sendable {
    let configuration: ServerConfiguration
    let socket: ListeningSocket
    let responder: Responder<Context>
    let pages: OperatorPages
    let control = ServerControl()
    private let scoreboard: Scoreboard
    private let entry: ScoreboardEntry
    private let requestLimit: Int
    private let makeContext: @Sendable () throws -> Context

    /// A server for the socket on descriptor 0. `makeContext` runs on the thread that needs one, at its first request
    /// and after a context that is no longer usable; where it throws, the client gets 503. `translate` is the one
    /// place where errors of the layers below become problems.
    public init(
        _ configuration: ServerConfiguration, descriptor: Int32 = 0, routes: [Route<Context>],
        translate: @escaping Responder<Context>.Translation = { _ in nil },
        makeContext: @escaping @Sendable () throws -> Context
    ) throws {
        try configuration.validate()
        self.configuration = configuration
        self.makeContext = makeContext
        socket = try ListeningSocket(descriptor, ioSeconds: configuration.ioSeconds)
        responder = Responder(routes, translate: translate)
        scoreboard = try Scoreboard(path: configuration.scoreboard)
        entry = try Self.claim(scoreboard, configuration.threads)
        pages = OperatorPages(scoreboard: scoreboard, socket: socket)
        let jitter = Double.random(in: 0.9...1.1)
        requestLimit = configuration.maxRequests == 0 ? .max : max(1, Int(Double(configuration.maxRequests) * jitter))
    }

    /// Serves until SIGTERM, SIGINT, the request limit or a stuck request. Returns the code to leave with: 0, or 1
    /// where a request was stuck. To be called on the main thread; leave with `_exit`, since a thread may be stuck.
    public func run() -> Int32 {
        SignalSet.prepare()
        FCGX_Init()
        let monitors = (0..<configuration.threads).map { _ in ThreadMonitor() }
        for monitor in monitors {
            startThread {
                monitor.adoptCurrentThread()
                ServerThread(self, monitor).run()
                monitor.phase = .ended
            }
        }
        Log.info("serving", ["threads": "\(configuration.threads)", "pid": "\(getpid())"])
        let supervisor = Supervisor(
            monitors: monitors, control: control, entry: entry, terminateSeconds: configuration.terminateSeconds)
        let code = supervisor.run()
        entry.release()
        return code
    }

    func newContext(_ request: String) throws -> Context {
        do {
            return try makeContext()
        } catch {
            Log.error("cannot serve requests", ["request": request, "error": "\(error)"])
            throw HTTPProblem(.unavailable, "unavailable", "Try again in a few seconds.", retryAfter: 5)
        }
    }

    func noteBegin() {
        // Threads are often all busy; a look at the whole pool is worth it only where it may be logged.
        guard entry.begin() >= configuration.threads, scoreboard.isSaturationLogDue() else { return }
        let pool = scoreboard.processes().filter { !$0.isStopping }
        let threads = pool.reduce(0) { $0 + $1.threads }
        guard pool.reduce(0, { $0 + $1.active }) >= threads, scoreboard.mayLogSaturation() else { return }
        Log.warning("all \(threads) threads busy; raise --threads or the number of processes")
    }

    func noteEnd(_ work: ThreadMonitor.Work?) {
        let isSlow = work.map { Clock.monotonic() - $0.since > configuration.slowSeconds } ?? false
        if isSlow, let work { Log.warning("slow request", work.fields) }
        if entry.end(slow: isSlow) >= requestLimit { control.stop(.recycle) }
    }

    private static func claim(_ board: Scoreboard, _ threads: Int) throws -> ScoreboardEntry {
        if let entry = board.claim(threads: threads) { return entry }
        Log.warning("no free slot on the scoreboard; this process is not on the status page")
        guard let entry = try Scoreboard(path: nil).claim(threads: threads) else {
            throw ConfigurationProblem("no scoreboard")
        }
        return entry
    }
}
