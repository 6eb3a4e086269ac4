import Domain
import Persistence
import Platform

/// evaluate: do the fields hold together, and may they go on without a person.
struct EvaluateStep {
    func run(_ job: HeldJob, _ session: WorkerSession) throws -> StepResults {
        let evaluation = InvoiceEvaluation.evaluate(
            fields: try StoredFields.fields(job, session), pages: try StoredPages.load(job, session),
            today: CalendarDate(dayNumber: Int(Clock.milliseconds() / 86_400_000)),
            as: try StoredType.load(job, session))
        var findings = JSONWriter()
        findings.array { json in
            for finding in evaluation.findings {
                json.object {
                    $0.member("code", finding.code.rawValue)
                    $0.member("detail", finding.detail)
                    if let field = finding.field { $0.member("field", field.rawValue) }
                }
            }
        }
        let text = findings.text
        return StepResults { (transaction, lease) throws(DatabaseError) in
            try transaction.documentEvaluate(
                lease: lease, quality: DecimalText(share: evaluation.quality),
                accuracy: DecimalText(share: evaluation.accuracy),
                decision: evaluation.decision.rawValue, findings: text)
        }
    }
}
