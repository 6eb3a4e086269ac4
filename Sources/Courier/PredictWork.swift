import Domain
import JobQueue
import Persistence

/// predict: raw text for each field, with its evidence. The predictor is the seam where a language model goes.
struct PredictWork: Work {
    static let kind = "predict"
    let predictor: any Predictor

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        let pages = try session.pages(job.lease)
        var type = try session.documentType(job.lease)
        var rules = KeywordRule.matching(type.rules, pages)
        // A document changes its type once; the rules of the new one may add tags.
        let change = rules.first { $0.effect == .type && $0.value != type.name }
        if let name = change?.value, let other = try session.documentType(job.lease, named: name) {
            type = other
            rules += KeywordRule.matching(other.rules, pages)
        }
        let assigned = change == nil ? nil : type.name
        let tags = Set(rules.filter { $0.effect == .tag }.compactMap(\.value)).sorted()
        let predictions = Prediction.rows(try predictor.predict(pages, as: type))
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            if let assigned { try transaction.documentTypeAssign(lease: lease, name: assigned) }
            for tag in tags { try transaction.documentTagPut(lease: lease, tag: tag) }
            try transaction.predictionsPut(lease: lease, predictions: predictions)
        }
    }
}
