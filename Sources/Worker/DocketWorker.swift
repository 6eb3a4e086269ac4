import ArgumentParser
import JobQueue
import Persistence
import Platform

/// `docket-worker`: work that opens what tenants sent, so that a decoder that dies takes one job with it.
@main
struct DocketWorker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docket-worker",
        abstract: "Take jobs from the queues of documents: prepare files, read pages.",
        discussion: """
            Give each queue a process with one slot for each core: a damaged file can then end one job only. Needs no \
            network. Work without a decoder is docket-courier's.

            """ + WorkerOptions.discussion + """
                , DOCKET_BLOBS (folder of the files), DOCKET_LANGUAGES (eng+deu+fra), DOCKET_READ_TWICE=1 (both engines read \
                every image), OMP_THREAD_LIMIT=1 (needed by ocr, before the start).
                """)

    @OptionGroup var options: WorkerOptions

    func run() throws {
        try checkThreadLimit()
        let blobs = LocalFolder(root: try Environment.required("DOCKET_BLOBS", "the folder of the files"))
        let tools = DocumentTools(
            blobs: blobs, languages: Environment.value("DOCKET_LANGUAGES") ?? "eng+deu+fra",
            readsTwice: Environment.value("DOCKET_READ_TWICE") == "1")
        try options.run(chores: { blobs.removeLeftovers(olderThan: 86_400) }) { bench in
            let reader = PageReader(tools, meter: bench.meter)
            return [
                PrepareWork(tools: tools), ReadWork(reader: reader), ReadPageWork(reader: reader),
                SearchablePDFWork(tools: tools), ProbeWork(),
            ]
        }
    }

    /// OpenMP reads the limit before main, so it cannot be set here; without it a page takes six times as long.
    private func checkThreadLimit() throws {
        guard options.queues.names.contains("ocr") else { return }
        guard Environment.value("OMP_THREAD_LIMIT") == "1" else {
            throw ValidationError(
                "OMP_THREAD_LIMIT is not 1: start as OMP_THREAD_LIMIT=1 docket-worker …; OCR crawls without it.")
        }
    }
}
