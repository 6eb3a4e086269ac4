import JobQueue

/// Where the files of a document's job go: a folder of its own for each claim, so that a worker that lost its lease can
/// overwrite nothing of its successor's.
struct ResultKeys {
    /// `results/<tenant uid>/<yyyy-mm>/<document id>/<kind>-<job>-<fence>`
    let folder: String

    /// Of a job and the document that it is about.
    init(_ job: HeldJob, _ document: JobDocument) {
        let claim = job.claim
        folder =
            "results/\(claim.tenantUid)/\(document.month)/\(document.id)/\(claim.kind)-\(claim.job)-\(claim.fence)"
    }

    /// The key of a file in it.
    func file(_ name: String) -> String { "\(folder)/\(name)" }
}
