import Persistence

/// Every queue is served by a worker that was heard of lately.
enum WorkerCheck {
    static let name = "workers"
    /// Two missed signs of life and some.
    static let secondsUntilLost = 60

    /// A worker as the database knows it.
    struct Worker {
        let label: String
        /// `ocr:1,llm:8`
        let queues: String
        let secondsSinceSeen: Int

        var isLost: Bool { secondsSinceSeen > secondsUntilLost }
        var queueNames: [Substring] { queues.split(separator: ",").map { $0.prefix { $0 != ":" } } }
    }

    static func run(_ session: AdminSession) -> CheckItem {
        do {
            let workers = try session.workerList().map {
                Worker(label: "\($0.host)/\($0.pid)", queues: $0.queues, secondsSinceSeen: $0.secondsSinceSeen)
            }
            return judge(queues: try session.queueList().map(\.queue), workers: workers)
        } catch {
            return CheckItem(name, .fail, DatabaseCheck.advice(error))
        }
    }

    static func judge(queues: [String], workers: [Worker]) -> CheckItem {
        let served = Set(workers.filter { !$0.isLost }.flatMap(\.queueNames))
        let unserved = queues.filter { !served.contains(Substring($0)) }
        if !unserved.isEmpty {
            return CheckItem(
                name, .fail,
                "nobody serves \(unserved.joined(separator: ", ")); start docket-worker for preprocessing and ocr, "
                    + "docket-courier for the others, with --queues " + unserved.joined(separator: ","))
        }
        let lost = workers.filter(\.isLost)
        if !lost.isEmpty {
            let labels = lost.prefix(3).map { "\($0.label) for \($0.secondsSinceSeen) s" }.joined(separator: ", ")
            return CheckItem(
                name, .warn,
                "every queue is served, but nothing was heard of \(labels)\(lost.count > 3 ? ", …" : ""); it ended without "
                    + "a word, see its log")
        }
        return CheckItem(name, .ok, "\(workers.count), every queue is served")
    }
}
