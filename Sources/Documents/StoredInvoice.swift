import Domain
import FoundationEssentials
import JobQueue
import Persistence

/// The electronic invoice of a job's document.
public enum StoredInvoice {
    /// What was read of its XML; nil where it has none.
    public static func load(_ job: HeldJob, _ session: WorkerSession) throws -> EInvoiceReading? {
        try session.einvoiceGet(lease: job.lease).first.map { row in
            try JSONDecoder().decode(EInvoiceReading.self, from: Data(row.content.utf8))
        }
    }

    /// What the server takes in one statement is twice as much.
    private static let mostBytes = 8 << 20

    /// - Throws: `DocumentProblem`, `.tooLarge` where it is more than can be kept.
    public static func encode(_ reading: EInvoiceReading) throws -> String {
        let bytes = try JSONEncoder().encode(reading)
        guard bytes.count <= mostBytes else {
            throw DocumentProblem(.tooLarge, "The electronic invoice has too much text. Send it in parts.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
