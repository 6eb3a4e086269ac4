import ArgumentParser
import MariaDB
import Persistence
import Platform
import Recognition

#if canImport(Glibc)
    import Glibc
#endif

/// `docket-worker`: takes jobs from queues and does their steps.
@main
struct DocketWorker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docket-worker",
        abstract: "Take jobs from queues and do their steps.",
        discussion: """
            Each slot of a queue does one job at a time. Give a queue of CPU work (preprocessing, ocr) a process with \
            one slot for each core, so that a damaged file can end one job only; queues that mostly wait may have many \
            slots in one process.

            SIGTERM: takes no more jobs, gives those under way --stop-seconds to finish, and puts back the rest.

            Environment: OMP_THREAD_LIMIT=1 (needed by ocr, before the start), DOCKET_DB_SOCKET or DOCKET_DB_HOST and \
            DOCKET_DB_PORT, DOCKET_DB_NAME, DOCKET_DB_USER, DOCKET_DB_PASSWORD_FILE, DOCKET_BLOBS (folder of the files), \
            DOCKET_RUN (runtime folder with the doorbells), DOCKET_LANGUAGES (eng+deu+fra), DOCKET_READ_TWICE=1 (both \
            engines read every image).
            """)

    @Option(help: "Queues and slots, such as ocr:1 or llm:8,extraction:2.")
    var queues: QueueList

    @Option(help: "Seconds that jobs under way may take when the worker is stopped.")
    var stopSeconds = 20.0

    func run() throws {
        try checkThreadLimit()
        let blobs = LocalFolder(root: try Environment.required("DOCKET_BLOBS", "the folder of the files"))
        let runtime = try Environment.required("DOCKET_RUN", "the runtime folder")
        let languages = Environment.value("DOCKET_LANGUAGES") ?? "eng+deu+fra"
        let doorbell = Doorbell(runtime: runtime)
        var database = try Connection.Configuration.fromEnvironment(defaultUser: "docket_worker")
        // No call of a worker takes long; a host that is gone without a word would hold up all slots.
        database.answerSeconds = 120
        let worker = WorkerProcess(
            queues: queues, database: database,
            tools: StepTools(
                blobs: blobs, languages: languages, readsTwice: Environment.value("DOCKET_READ_TWICE") == "1",
                doorbell: doorbell),
            doorbell: doorbell, stopSeconds: stopSeconds)
        // A slot may sit in a decoder that cannot be interrupted; nothing of it may outlive the stop.
        _exit(worker.run())
    }

    /// OpenMP reads the limit before main, so it cannot be set here; without it a page takes six times as long.
    private func checkThreadLimit() throws {
        guard queues.names.contains("ocr") else { return }
        guard Environment.value("OMP_THREAD_LIMIT") == "1" else {
            throw ValidationError(
                "OMP_THREAD_LIMIT is not 1: start as OMP_THREAD_LIMIT=1 docket-worker …; OCR crawls without it.")
        }
    }
}
