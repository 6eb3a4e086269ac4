import Domain
import JobQueue
import Persistence
import Platform

/// evaluate: do the fields hold together, and may they go on without a person.
struct EvaluateWork: Work {
    static let kind = "evaluate"

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        let type = try session.documentType(job.lease)
        let pages = try session.pages(job.lease)
        let xml = try session.einvoice(job.lease)
        // The pages' own word against the XML's.
        let printed =
            xml == nil
            ? [] : InvoiceExtraction.extract(try session.predictions(job.lease), pages: pages, as: type)
        let evaluation = InvoiceEvaluation.evaluate(
            fields: try session.fields(job.lease), pages: pages,
            today: CalendarDate(dayNumber: Int(Clock.milliseconds() / 86_400_000)), as: type, xml: xml,
            printed: printed)
        var findings = JSONWriter()
        findings.array { json in
            for finding in evaluation.findings {
                json.object {
                    $0.member("code", finding.code.rawValue)
                    $0.member("detail", finding.detail)
                    if let field = finding.field { $0.member("field", field.rawValue) }
                    if let rule = finding.rule { $0.member("rule", rule) }
                }
            }
        }
        let text = findings.text
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            try transaction.documentEvaluate(
                lease: lease, quality: DecimalText(share: evaluation.quality),
                accuracy: DecimalText(share: evaluation.accuracy),
                decision: evaluation.decision.rawValue, findings: text)
        }
    }
}
