// Made by bin/generate from sql/routines/documents/step_definitions.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/documentTypeGet``.
public struct DocumentTypeGetRow: Sendable {
    /// `name`, VARCHAR.
    public let name: String
    /// `base`, VARCHAR or NULL.
    public let base: String?
    /// `min_quality`, DECIMAL or NULL.
    public let minQuality: DecimalText?
    /// `min_accuracy`, DECIMAL or NULL.
    public let minAccuracy: DecimalText?
    /// `fields`, JSON.
    public let fields: [FieldDefinition]
    /// `keyword_rules`, JSON.
    public let keywordRules: [KeywordRule]

    init(_ row: Row) throws(DatabaseError) {
        name = try row.get(0)
        base = try row.getOptional(1)
        minQuality = try row.getOptional(2)
        minAccuracy = try row.getOptional(3)
        fields = try row.decode(4, "document_type_get.fields")
        keywordRules = try row.decode(5, "document_type_get.keyword_rules")
    }
}

extension WorkerSession {
    /// what the tenant defined for the type of the job's document, or, where p_name is given, for another
    /// of its types; no row where it defined nothing. fields and keyword_rules are arrays of objects.
    /// Errors: 45409 lease_lost.
    public func documentTypeGet(lease: Lease, name: String?) throws(DatabaseError) -> [DocumentTypeGetRow] {
        try Database.all(
            database.read(
                "CALL document_type_get(?,?,?,?)",
                [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, name.parameter]),
            as: DocumentTypeGetRow.init)
    }

}

extension WorkerTransaction {
    /// makes the job's document one of another of the tenant's types; one that was removed in the
    /// meantime changes nothing. Errors: 45409 lease_lost.
    public func documentTypeAssign(lease: Lease, name: String) throws(DatabaseError) {
        _ = try database.part(
            "CALL document_type_assign(?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, name.parameter])
    }

    /// hangs a tag on the job's document. Errors: 45409 lease_lost.
    public func documentTagPut(lease: Lease, tag: String) throws(DatabaseError) {
        _ = try database.part(
            "CALL document_tag_put(?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, tag.parameter])
    }

}
