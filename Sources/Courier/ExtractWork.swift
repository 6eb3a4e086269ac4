import Documents
import Domain
import JobQueue
import Persistence

/// extract: dates and amounts in one form, what can be derived, and what an electronic invoice says exactly.
struct ExtractWork: Work {
    static let kind = "extract"

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        let type = try StoredType.load(job, session)
        let pages = try StoredPages.load(job, session)
        var fields = InvoiceExtraction.extract(try StoredFields.predictions(job, session), pages: pages, as: type)
        let invoice = type.isInvoice ? try StoredInvoice.load(job, session)?.invoice : nil
        if let invoice { fields = EInvoiceFields.merged(fields, with: invoice, pages: pages) }
        let items = StoredItems(invoice?.lineItems ?? [], invoice?.taxSubtotals ?? [])
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            for field in fields {
                let box = field.evidence?.box
                try transaction.fieldPut(
                    lease: lease, name: field.name.rawValue, kind: field.value.kind,
                    value: field.value.canonical.cut(1000), raw: field.raw?.cut(1000),
                    page: field.evidence?.page, left: box?.left, top: box?.top, right: box?.right,
                    bottom: box?.bottom, words: field.evidence.map { "\($0.words)" },
                    confidence: DecimalText(share: field.confidence), source: field.source.rawValue, rule: field.rule)
            }
            try items.write(transaction, lease)
        }
    }
}
