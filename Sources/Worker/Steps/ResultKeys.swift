import Persistence

/// Where a step's files go: a folder of its own for each claim, so that a worker that lost its lease can overwrite
/// nothing of its successor's.
struct ResultKeys {
    let folder: String

    init(_ job: HeldJob) throws {
        let claim = job.claim
        let document = try job.requireDocument()
        folder =
            "results/\(claim.tenantUid)/\(document.month)/\(document.id)/\(claim.kind)-\(claim.job)-\(claim.fence)"
    }

    func file(_ name: String) -> String { "\(folder)/\(name)" }
}
