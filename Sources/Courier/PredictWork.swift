import Documents
import Domain
import JobQueue
import Persistence

/// predict: raw text for each field, with its evidence. The predictor is the seam where a language model goes.
struct PredictWork: Work {
    static let kind = "predict"
    let predictor: any Predictor

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        let pages = try StoredPages.load(job, session)
        var type = try StoredType.load(job, session)
        var rules = KeywordRule.matching(type.rules, pages)
        // A document changes its type once; the rules of the new one may add tags.
        let change = rules.first { $0.effect == .type && $0.value != type.name }
        if let name = change?.value, let other = try StoredType.load(job, session, name: name) {
            type = other
            rules += KeywordRule.matching(other.rules, pages)
        }
        let assigned = change == nil ? nil : type.name
        let tags = Set(rules.filter { $0.effect == .tag }.compactMap(\.value)).sorted()
        let predictions = try predictor.predict(pages, as: type)
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            if let assigned { try transaction.documentTypeAssign(lease: lease, name: assigned) }
            for tag in tags { try transaction.documentTagPut(lease: lease, tag: tag) }
            for prediction in predictions {
                let evidence = prediction.evidence
                try transaction.predictionPut(
                    lease: lease, name: prediction.name.rawValue, raw: prediction.raw.cut(1000),
                    page: evidence.page, left: evidence.box.left, top: evidence.box.top, right: evidence.box.right,
                    bottom: evidence.box.bottom, words: "\(evidence.words)",
                    confidence: DecimalText(share: prediction.confidence), source: prediction.source.rawValue,
                    rule: prediction.rule)
            }
        }
    }
}
