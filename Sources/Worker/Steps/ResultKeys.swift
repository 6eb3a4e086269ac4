import Persistence

/// Where a step's files go: a folder of its own for each claim, so that a worker that lost its lease can overwrite
/// nothing of its successor's.
struct ResultKeys {
    let folder: String

    init(_ job: HeldJob) {
        let claim = job.claim
        folder =
            "results/\(claim.tenantUid)/\(claim.month)/\(claim.documentId)/\(claim.step)-\(claim.job)-\(claim.fence)"
    }

    func file(_ name: String) -> String { "\(folder)/\(name)" }
}
