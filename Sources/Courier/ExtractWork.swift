import Domain
import JobQueue
import Persistence

/// extract: dates and amounts in one form, what can be derived, and what an electronic invoice says exactly.
struct ExtractWork: Work {
    static let kind = "extract"

    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        let type = try session.documentType(job.lease)
        let pages = try session.pages(job.lease)
        var fields = InvoiceExtraction.extract(try session.predictions(job.lease), pages: pages, as: type)
        let invoice = type.isInvoice ? try session.einvoice(job.lease)?.invoice : nil
        if let invoice { fields = EInvoiceFields.merged(fields, with: invoice, pages: pages) }
        let items = StoredItems(invoice?.lineItems ?? [], invoice?.taxSubtotals ?? [])
        let rows = Field.rows(fields)
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            try transaction.fieldsPut(lease: lease, fields: rows)
            try items.write(transaction, lease)
        }
    }
}
