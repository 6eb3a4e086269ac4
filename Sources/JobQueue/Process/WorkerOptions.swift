import ArgumentParser
import MariaDB
import Persistence
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// What every worker is started with.
public struct WorkerOptions: ParsableArguments {
    /// Queues and slots.
    @Option(help: "Queues and slots, such as ocr:1 or llm:8,extraction:2.")
    public var queues: QueueList

    /// Seconds.
    @Option(help: "Seconds that jobs under way may take when the worker is stopped.")
    public var stopSeconds = 20.0

    /// Without options.
    public init() {}

    /// Works until the process is stopped, and leaves it.
    public func run(
        chores: @escaping @Sendable () -> Void = {}, works: @escaping @Sendable (WorkBench) -> [any Work]
    ) throws -> Never {
        let runtime = try Environment.required("DOCKET_RUN", "the runtime folder")
        var database = try Connection.Configuration.fromEnvironment(defaultUser: "docket_worker")
        // No call of a worker takes long; a host that is gone without a word would hold up all slots.
        database.answerSeconds = 120
        let worker = WorkerProcess(
            queues: queues, database: database, doorbell: Doorbell(runtime: runtime), stopSeconds: stopSeconds,
            chores: chores, works: works)
        // A slot may sit in something that cannot be interrupted; nothing of it may outlive the stop.
        _exit(worker.run())
    }

    /// What `--help` says of all workers.
    public static let discussion = """
        Each slot of a queue does one job at a time. A job of a kind of work that this worker does not know is put off and \
        shown by docket check.

        SIGTERM: takes no more jobs, gives those under way --stop-seconds to finish, and puts back the rest.

        Environment: DOCKET_DB_SOCKET or DOCKET_DB_HOST and DOCKET_DB_PORT, DOCKET_DB_NAME, DOCKET_DB_USER, \
        DOCKET_DB_PASSWORD_FILE, DOCKET_RUN (runtime folder with the doorbells)
        """
}
