import ArgumentParser
import Persistence
import Platform

extension Queues {
    struct Probe: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send jobs that do nothing through a queue and say how long each waited for a worker.",
            discussion: "One after the other, so an idle queue shows its latency and a busy one how long its line is.")

        @Argument(help: "A queue that a worker serves.") var queue: String
        @Option(help: "The tenant whose jobs they are.") var tenant: String
        @Option(help: "How many.") var count = 20
        @Option(help: "Seconds to wait for each.") var timeout = 60.0

        func validate() throws {
            guard (1...100_000).contains(count) else { throw ValidationError("--count is 1 to 100000") }
        }

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            var waits: [Int] = []
            for _ in 0..<count {
                let job = try CommandError.explaining {
                    try session.jobCreate(
                        tenantSlug: tenant, queue: queue, kind: "probe", payload: "{}", priority: 1, delayS: nil,
                        unique: nil,
                        limit: nil
                    ).job
                }
                Queues.ring(queue)
                waits.append(try wait(for: job, session))
            }
            waits.sort()
            func share(_ share: Double) -> String {
                milliseconds(waits[min(waits.count - 1, Int(Double(waits.count) * share))])
            }
            print(
                "\(count) jobs: p50 \(share(0.5)), p99 \(share(0.99)), longest \(milliseconds(waits[waits.count - 1]))")
        }

        private func wait(for job: Int, _ session: AdminSession) throws -> Int {
            let end = Clock.monotonic() + timeout
            while true {
                let row = try CommandError.explaining { try session.jobGet(job: job) }
                if row.state == "done", let wait = row.waitUs { return wait }
                guard Clock.monotonic() < end, ["ready", "running"].contains(row.state) else {
                    throw CommandError(
                        "job \(job) is \(row.state); does a worker serve \(queue)? See docket queue workers")
                }
                Clock.sleep(seconds: 0.002)
            }
        }

        private func milliseconds(_ microseconds: Int) -> String {
            let hundredths = microseconds / 10
            return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) ms"
        }
    }
}
