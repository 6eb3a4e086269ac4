import ArgumentParser
import Persistence

extension Queues {
    struct Policy: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show all settings of a queue, and its limit keys.",
            discussion: "docket queue set and docket queue limit change them.")

        @Argument(help: "The queue.") var queue: String
        @Option(help: "At most so many limit keys.") var count = 20

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let (policy, limits) = try CommandError.explaining {
                (try session.queuePolicy(queue: queue), try session.queueLimits(queue: queue, count: max(1, count)))
            }
            print(settings(policy).text)
            guard !limits.isEmpty else { return }
            var table = Table(["limit key", "tenant", "max", "rate", "under way", "waiting"])
            for limit in limits {
                table.add([
                    limit.name, limit.tenantSlug ?? "shared", limit.maxRunning.map { "\($0)" } ?? "-",
                    limit.rate ?? "-", "\(limit.admitted)", "\(limit.waiting)",
                ])
            }
            print("\n" + table.text)
        }

        private func settings(_ policy: QueuePolicyRow) -> Table {
            var table = Table(["setting", queue])
            table.add(["max_attempts", "\(policy.maxAttempts)"])
            table.add(["max_crashes", "\(policy.maxCrashes)"])
            table.add(["retry_delay_s", "\(policy.retryDelayS)"])
            table.add(["retry_delay_max_s", "\(policy.retryDelayMaxS)"])
            table.add(["retry_delays_s", policy.retryDelaysS ?? "none"])
            table.add(["retry_jitter", policy.retryJitter.text])
            table.add(["time_limit_s", "\(policy.timeLimitS)"])
            table.add(["lease_s", "\(policy.leaseS)"])
            table.add(["tenant_window", "\(policy.tenantWindow)"])
            table.add(["key_max_running", policy.keyMaxRunning.map { "\($0)" } ?? "none"])
            table.add(["key_rate", policy.keyRate ?? "none"])
            table.add(["step_key", policy.stepKey ?? "none"])
            table.add(["keep_finished_s", "\(policy.keepFinishedS)"])
            table.add(["keep_history_s", "\(policy.keepHistoryS)"])
            table.add(["paused", policy.pausedAt.map { "since \($0)" } ?? "no"])
            return table
        }
    }
}
