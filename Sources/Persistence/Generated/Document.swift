// Made by bin/generate from sql/routines/document.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/uploadBegin``.
public struct UploadBeginRow: Sendable {
    /// `tenant_uid`, UUID.
    public let tenantUid: Identifier
    /// `month`, VARCHAR.
    public let month: String

    init(_ row: Row) throws(DatabaseError) {
        tenantUid = try row.get(0)
        month = try row.get(1)
    }
}

/// A row of ``AppSession/documentCreate``.
public struct DocumentCreateRow: Sendable {
    /// `status`, VARCHAR.
    public let status: String
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp
    /// `media_id`, UUID.
    public let mediaId: Identifier
    /// `storage_key`, VARCHAR.
    public let storageKey: String
    /// `queue`, VARCHAR.
    public let queue: String
    /// `queue_position`, INT.
    public let queuePosition: Int

    init(_ row: Row) throws(DatabaseError) {
        status = try row.get(0)
        createdAt = try row.get(1)
        mediaId = try row.get(2)
        storageKey = try row.get(3)
        queue = try row.get(4)
        queuePosition = try row.get(5)
    }
}

/// A row of ``AppTransaction/documentAdd``.
public struct DocumentAddRow: Sendable {
    /// `status`, VARCHAR.
    public let status: String
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp
    /// `media_id`, UUID.
    public let mediaId: Identifier
    /// `storage_key`, VARCHAR.
    public let storageKey: String
    /// `queue`, VARCHAR.
    public let queue: String
    /// `queue_position`, INT.
    public let queuePosition: Int

    init(_ row: Row) throws(DatabaseError) {
        status = try row.get(0)
        createdAt = try row.get(1)
        mediaId = try row.get(2)
        storageKey = try row.get(3)
        queue = try row.get(4)
        queuePosition = try row.get(5)
    }
}

/// A row of ``AppSession/documentProgress``.
public struct DocumentProgressRow: Sendable {
    /// `pipeline`, VARCHAR.
    public let pipeline: String
    /// `status`, VARCHAR.
    public let status: String
    /// `status_name`, VARCHAR.
    public let statusName: String
    /// `status_description`, VARCHAR.
    public let statusDescription: String
    /// `task_status`, VARCHAR.
    public let taskStatus: String
    /// `is_final`, BOOLEAN.
    public let isFinal: Bool
    /// `step_number`, INT.
    public let stepNumber: Int
    /// `total_steps`, INT.
    public let totalSteps: Int
    /// `quality_score`, DECIMAL or NULL.
    public let qualityScore: DecimalText?
    /// `needs_review`, BOOLEAN.
    public let needsReview: Bool
    /// `error_code`, VARCHAR or NULL.
    public let errorCode: String?
    /// `error_detail`, VARCHAR or NULL.
    public let errorDetail: String?
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp
    /// `updated_at`, DATETIME.
    public let updatedAt: Timestamp

    init(_ row: Row) throws(DatabaseError) {
        pipeline = try row.get(0)
        status = try row.get(1)
        statusName = try row.get(2)
        statusDescription = try row.get(3)
        taskStatus = try row.get(4)
        isFinal = try row.get(5)
        stepNumber = try row.get(6)
        totalSteps = try row.get(7)
        qualityScore = try row.getOptional(8)
        needsReview = try row.get(9)
        errorCode = try row.getOptional(10)
        errorDetail = try row.getOptional(11)
        createdAt = try row.get(12)
        updatedAt = try row.get(13)
    }
}

/// A row of ``AppSession/documentGet``.
public struct DocumentGetRow: Sendable {
    /// `status`, VARCHAR.
    public let status: String
    /// `pipeline`, VARCHAR.
    public let pipeline: String
    /// `filename`, VARCHAR.
    public let filename: String
    /// `page_count`, INT or NULL.
    public let pageCount: Int?
    /// `field_values`, JSON.
    public let fieldValues: String
    /// `fields`, JSON.
    public let fields: String
    /// `findings`, JSON.
    public let findings: String
    /// `pages`, JSON.
    public let pages: String
    /// `quality_score`, DECIMAL or NULL.
    public let qualityScore: DecimalText?
    /// `predicted_accuracy`, DECIMAL or NULL.
    public let predictedAccuracy: DecimalText?
    /// `needs_review`, BOOLEAN.
    public let needsReview: Bool
    /// `error_code`, VARCHAR or NULL.
    public let errorCode: String?
    /// `error_detail`, VARCHAR or NULL.
    public let errorDetail: String?
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp
    /// `updated_at`, DATETIME.
    public let updatedAt: Timestamp

    init(_ row: Row) throws(DatabaseError) {
        status = try row.get(0)
        pipeline = try row.get(1)
        filename = try row.get(2)
        pageCount = try row.getOptional(3)
        fieldValues = try row.get(4)
        fields = try row.get(5)
        findings = try row.get(6)
        pages = try row.get(7)
        qualityScore = try row.getOptional(8)
        predictedAccuracy = try row.getOptional(9)
        needsReview = try row.get(10)
        errorCode = try row.getOptional(11)
        errorDetail = try row.getOptional(12)
        createdAt = try row.get(13)
        updatedAt = try row.get(14)
    }
}

extension AppSession {
    /// whether this key may upload, asked before the body is read; gives where the tenant's files go.
    /// Errors: 45413 quota_storage_exceeded; 45429 quota_documents_exceeded.
    public func uploadBegin(key: Digest) throws(DatabaseError) -> UploadBeginRow {
        try UploadBeginRow(
            Database.one(
                database.read(
                    "CALL upload_begin(?)", [key.parameter])))
    }

    /// document_add in a transaction of its own. Errors: those of document_add.
    public func documentCreate(
        key: Digest, document: Identifier, media: Identifier, sha256: Digest, type: String, bytes: Int,
        storageKey: String, filename: String, pipeline: String, priority: Int
    ) throws(DatabaseError) -> DocumentCreateRow {
        try DocumentCreateRow(
            Database.one(
                database.change(
                    "CALL document_create(?,?,?,?,?,?,?,?,?,?)",
                    [
                        key.parameter, document.parameter, media.parameter, sha256.parameter, type.parameter,
                        bytes.parameter, storageKey.parameter, filename.parameter, pipeline.parameter,
                        priority.parameter,
                    ])))
    }

    /// where a document stands. Errors: 45404 document_unknown.
    public func documentProgress(key: Digest, document: Identifier) throws(DatabaseError) -> DocumentProgressRow {
        try DocumentProgressRow(
            Database.one(
                database.read(
                    "CALL document_progress(?,?)", [key.parameter, document.parameter])))
    }

    /// a document with its fields. field_values is an object of the pipeline's fields, null where there is
    /// none; fields is an array with the evidence of each; both are JSON text with amounts as decimal numbers.
    /// Errors: 45404 document_unknown.
    public func documentGet(key: Digest, document: Identifier) throws(DatabaseError) -> DocumentGetRow {
        try DocumentGetRow(
            Database.one(
                database.read(
                    "CALL document_get(?,?)", [key.parameter, document.parameter])))
    }

}

extension AppTransaction {
    /// a document of a stored file, and the job of its first step. Where the tenant holds the same bytes
    /// already, that media serves, and storage_key says which file to keep. The quota's counters are locked to the end of the
    /// transaction, so that uploads at once cannot pass the limit together.
    /// Errors: 45413 quota_storage_exceeded; 45422 pipeline_unknown, priority_invalid; 45429 quota_documents_exceeded.
    public func documentAdd(
        key: Digest, document: Identifier, media: Identifier, sha256: Digest, type: String, bytes: Int,
        storageKey: String, filename: String, pipeline: String, priority: Int
    ) throws(DatabaseError) -> DocumentAddRow {
        try DocumentAddRow(
            Database.one(
                database.part(
                    "CALL document_add(?,?,?,?,?,?,?,?,?,?)",
                    [
                        key.parameter, document.parameter, media.parameter, sha256.parameter, type.parameter,
                        bytes.parameter, storageKey.parameter, filename.parameter, pipeline.parameter,
                        priority.parameter,
                    ])))
    }

}
