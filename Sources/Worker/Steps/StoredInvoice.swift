import Domain
import FoundationEssentials
import Persistence

/// The electronic invoice of a job's document.
enum StoredInvoice {
    /// What was read of its XML; nil where it has none.
    static func load(_ job: HeldJob, _ session: WorkerSession) throws -> EInvoiceReading? {
        try session.einvoiceGet(lease: job.lease).first.map { row in
            try JSONDecoder().decode(EInvoiceReading.self, from: Data(row.content.utf8))
        }
    }

    static func encode(_ reading: EInvoiceReading) throws -> String {
        String(decoding: try JSONEncoder().encode(reading), as: UTF8.self)
    }
}
