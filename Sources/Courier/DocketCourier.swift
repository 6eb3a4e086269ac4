import ArgumentParser
import Domain
import JobQueue

/// `docket-courier`: work that waits for others, for the database now, for servers outside as it comes. It decodes no file.
@main
struct DocketCourier: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docket-courier",
        abstract: "Take jobs from queues whose work waits for the database or for others.",
        discussion: """
            Its queues may have many slots in one process: nothing of it decodes a file, so nothing a tenant sent can end it.

            """ + WorkerOptions.discussion + ".")

    @OptionGroup var options: WorkerOptions

    func run() throws {
        try options.run { bench in
            [
                PredictWork(predictor: InvoiceRules()), ExtractWork(), EvaluateWork(),
                ReprocessWork(doorbell: bench.doorbell), ProbeWork(),
            ]
        }
    }
}
