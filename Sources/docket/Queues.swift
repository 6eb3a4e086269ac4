import ArgumentParser
import Persistence

/// `docket queue`
struct Queues: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Show the queues and the workers.", subcommands: [List.self, Workers.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the queues, their policies and depths.")

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.queueList() }
            var table = Table(
                [
                    "queue", "ready", "running", "delayed", "done", "failed", "dead", "attempts", "delay", "limit",
                    "lease",
                ])
            for row in rows {
                table.add([
                    row.queue, "\(row.ready)", "\(row.running)", "\(row.scheduled)", "\(row.done)", "\(row.failed)",
                    "\(row.dead)", "\(row.maxAttempts)", "\(row.retryDelayS) s", "\(row.timeLimitS) s",
                    "\(row.leaseS) s",
                ])
            }
            print(table.text)
        }
    }

    struct Workers: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the workers and when each was last heard of.")

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let rows = try CommandError.explaining { try session.workerList() }
            var table = Table(["host", "pid", "queues", "since", "heard of"])
            for row in rows {
                table.add([
                    row.host, "\(row.pid)", row.queues, "\(row.startedAt)", "\(row.secondsSinceSeen) s ago",
                ])
            }
            print(table.text)
        }
    }
}
