import ArgumentParser
import Persistence
import Platform

/// A queue, a tenant, or a tenant in a queue.
struct PauseTarget: ParsableArguments {
    @Argument(help: "The queue; none for all queues of a tenant.") var queue: String?
    @Option(help: "Only this tenant's jobs.") var tenant: String?

    func set(paused: Bool) throws {
        let session = try AdminSession.fromEnvironment()
        try CommandError.explaining { try session.queuePause(queue: queue, tenantSlug: tenant, paused: paused) }
    }

    var text: String {
        switch (queue, tenant) {
        case (let queue?, let tenant?): "\(tenant) in \(queue)"
        case (let queue?, nil): queue
        case (nil, let tenant): "\(tenant ?? "") in all queues"
        }
    }
}

extension Queues {
    struct Pause: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have nothing more claimed from a queue, or of a tenant.",
            discussion: "Jobs under way go on; new ones wait. It lasts over restarts, until docket queue resume.")

        @OptionGroup var target: PauseTarget

        func run() throws {
            try target.set(paused: true)
            print("paused: \(target.text)")
        }
    }

    struct Resume: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Have jobs claimed again after a pause.")

        @OptionGroup var target: PauseTarget

        func run() throws {
            try target.set(paused: false)
            if let queue = target.queue { Queues.ring(queue) }
            print("resumed: \(target.text)")
        }
    }

    struct Drain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Pause a queue and wait until nothing of it runs.",
            discussion: "As before an upgrade of its workers. It stays paused until docket queue resume.")

        @Argument(help: "The queue.") var queue: String
        @Option(help: "Give up after so many seconds.") var timeout = 600.0

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining { try session.queuePause(queue: queue, tenantSlug: nil, paused: true) }
            let end = Clock.monotonic() + timeout
            var last = -1
            var quiet = 0
            while true {
                let rows = try CommandError.explaining { try session.queueList() }
                guard let row = rows.first(where: { $0.queue == queue }), row.running > 0 else {
                    // A claim that was under way when the pause came may still commit.
                    quiet += 1
                    if quiet == 3 { break }
                    Clock.sleep(seconds: 0.25)
                    continue
                }
                quiet = 0
                if row.running != last { print("\(row.running) running") }
                last = row.running
                guard Clock.monotonic() < end else {
                    throw CommandError(
                        "\(queue) is paused, but \(row.running) jobs still run; see docket queue jobs \(queue)")
                }
                Clock.sleep(seconds: 0.25)
            }
            print("\(queue) is paused and nothing of it runs")
        }
    }
}
