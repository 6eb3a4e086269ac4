import Persistence

/// No job waits for a worker that knows its kind of work.
enum KindCheck {
    static let name = "work"

    static func run(_ session: AdminSession) -> CheckItem {
        do {
            return judge(try session.queueUnknownKinds().map { "\($0.jobs) of \($0.kind) in \($0.queue)" })
        } catch {
            return CheckItem(name, .fail, DatabaseCheck.advice(error))
        }
    }

    /// - Parameter unknown: jobs that wait, such as `2 of label in extraction`.
    static func judge(_ unknown: [String]) -> CheckItem {
        guard !unknown.isEmpty else {
            return CheckItem(name, .ok, "every kind of work that waits is known to a worker")
        }
        return CheckItem(
            name, .warn,
            "jobs wait that no running worker of their queue knows: \(unknown.joined(separator: ", ")); bring the workers up "
                + "to date, or serve the queue with the program that does this work (docket-worker or docket-courier)")
    }
}
