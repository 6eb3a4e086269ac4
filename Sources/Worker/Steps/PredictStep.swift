import Domain
import Persistence

/// predict: raw text for each field, with its evidence. The predictor is the seam where a language model goes.
struct PredictStep {
    let predictor: any Predictor

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> StepResults {
        let predictions = try predictor.predict(StoredPages.load(job, session))
        return StepResults { (transaction, lease) throws(DatabaseError) in
            for prediction in predictions {
                let evidence = prediction.evidence
                try transaction.predictionPut(
                    lease: lease, name: prediction.name.rawValue, raw: String(prediction.raw.prefix(1000)),
                    page: evidence.page, left: evidence.box.left, top: evidence.box.top, right: evidence.box.right,
                    bottom: evidence.box.bottom, words: "\(evidence.words)",
                    confidence: DecimalText(share: prediction.confidence), source: prediction.source.rawValue,
                    rule: prediction.rule)
            }
        }
    }
}
