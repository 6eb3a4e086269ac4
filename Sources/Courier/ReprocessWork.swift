import Domain
import JobQueue
import Persistence
import Platform

/// reprocess: reads again what came to a status, of the job's own tenant; see ``ReprocessOrder``.
struct ReprocessWork: Work {
    static let kind = "reprocess"
    let doorbell: Doorbell

    /// Each document is a transaction of its own under the job's lease, so what is cut off goes on where it stopped.
    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        let order = try ReprocessOrder(payload: job.claim.payload ?? "{}")
        var reprocessed = 0
        var passedOver = 0
        for document in try documents(order, job, session) {
            if job.isCancelled { throw JobStopped() }
            if let queue = try take(document, order, job, session) {
                reprocessed += 1
                doorbell.ring(queue)
            } else {
                passedOver += 1
            }
        }
        Log.info(
            "documents are read again",
            ["job": "\(job.claim.job)", "reprocessed": "\(reprocessed)", "passed_over": "\(passedOver)"])
        return .none
    }

    private func documents(
        _ order: ReprocessOrder, _ job: HeldJob, _ session: WorkerSession
    ) throws -> [Identifier] {
        do throws(DatabaseError) {
            let rows = try session.reprocessDue(
                lease: job.lease, status: order.status,
                since: order.since.instant(now: Int(Clock.milliseconds() / 1000)), step: order.step,
                pipeline: order.pipeline, limit: order.limit)
            return rows.map(\.documentId)
        } catch {
            guard case .refused(422, let code) = error.kind else { throw error }
            throw JobProblem(code: code, detail: Refusals.worker[code] ?? "The payload was refused: \(code).")
        }
    }

    /// The queue where the document's job waits; nil where it is busy, lacks what the step reads, or went on since.
    private func take(
        _ document: Identifier, _ order: ReprocessOrder, _ job: HeldJob, _ session: WorkerSession
    ) throws -> String? {
        do throws(DatabaseError) {
            return try session.transaction { (transaction) throws(DatabaseError) in
                try transaction.reprocessTake(
                    lease: job.lease, document: document, status: order.status, step: order.step)
            }.queue
        } catch {
            switch error.kind {
            case .refused(409, "document_busy"), .refused(409, "step_unready"), .refused(409, "status_changed"),
                .refused(404, "document_unknown"), .conflict:
                return nil
            default: throw error
            }
        }
    }
}
