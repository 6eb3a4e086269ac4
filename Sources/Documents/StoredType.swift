import Domain
import FoundationEssentials
import JobQueue
import Persistence

/// What the tenant defined for a job's document.
public enum StoredType {
    /// The document's type; the built-in one where the tenant defined nothing.
    public static func load(_ job: HeldJob, _ session: WorkerSession) throws -> DocumentType {
        try load(job, session, name: nil) ?? .invoice
    }

    /// Another of the tenant's types; nil where there is none of that name.
    public static func load(_ job: HeldJob, _ session: WorkerSession, name: String?) throws -> DocumentType? {
        try session.documentTypeGet(lease: job.lease, name: name).first.map { row in
            DocumentType(
                name: row.name, isInvoice: row.base != nil, fields: try decode(row.fields),
                rules: try decode(row.keywordRules), minQuality: row.minQuality?.double,
                minAccuracy: row.minAccuracy?.double)
        }
    }

    private static func decode<Value: Decodable>(_ json: String) throws -> [Value] {
        try JSONDecoder().decode([Value].self, from: Data(json.utf8))
    }
}
