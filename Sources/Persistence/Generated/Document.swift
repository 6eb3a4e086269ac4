// Made by bin/generate from sql/routines/documents/document.sql. Change that file, then run bin/generate.

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

/// A row of ``AppSession/uploadFind``.
public struct UploadFindRow: Sendable {
    /// `filename`, VARCHAR.
    public let filename: String
    /// `storage_key`, VARCHAR.
    public let storageKey: String

    init(_ row: Row) throws(DatabaseError) {
        filename = try row.get(0)
        storageKey = try row.get(1)
    }
}

/// A row of ``AppSession/documentCreate``.
public struct DocumentCreateRow: Sendable {
    /// `status`, VARCHAR.
    public let status: String
    /// `task_status`, VARCHAR.
    public let taskStatus: String
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
        taskStatus = try row.get(1)
        createdAt = try row.get(2)
        mediaId = try row.get(3)
        storageKey = try row.get(4)
        queue = try row.get(5)
        queuePosition = try row.get(6)
    }
}

/// A row of ``AppTransaction/documentAdd``.
public struct DocumentAddRow: Sendable {
    /// `status`, VARCHAR.
    public let status: String
    /// `task_status`, VARCHAR.
    public let taskStatus: String
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
        taskStatus = try row.get(1)
        createdAt = try row.get(2)
        mediaId = try row.get(3)
        storageKey = try row.get(4)
        queue = try row.get(5)
        queuePosition = try row.get(6)
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

/// A row of ``AppSession/documentShow``.
public struct DocumentShowRow: Sendable {
    /// `status`, VARCHAR.
    public let status: String
    /// `pipeline`, VARCHAR.
    public let pipeline: String
    /// `document_type`, VARCHAR or NULL.
    public let documentType: String?
    /// `filename`, VARCHAR.
    public let filename: String
    /// `page_count`, INT or NULL.
    public let pageCount: Int?
    /// `tags`, JSON.
    public let tags: String
    /// `field_values`, JSON.
    public let fieldValues: String
    /// `fields`, JSON.
    public let fields: String
    /// `findings`, JSON.
    public let findings: String
    /// `pages`, JSON.
    public let pages: String
    /// `einvoice`, JSON or NULL.
    public let einvoice: String?
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
    /// `lines`, any number.
    public let lines: [DocumentShowLinesRow]
    /// `taxes`, any number.
    public let taxes: [DocumentShowTaxesRow]

    init(_ results: [[Row]]) throws(DatabaseError) {
        let results = try Database.results(results, 3)
        let row = try Database.one(results[0])
        status = try row.get(0)
        pipeline = try row.get(1)
        documentType = try row.getOptional(2)
        filename = try row.get(3)
        pageCount = try row.getOptional(4)
        tags = try row.get(5)
        fieldValues = try row.get(6)
        fields = try row.get(7)
        findings = try row.get(8)
        pages = try row.get(9)
        einvoice = try row.getOptional(10)
        qualityScore = try row.getOptional(11)
        predictedAccuracy = try row.getOptional(12)
        needsReview = try row.get(13)
        errorCode = try row.getOptional(14)
        errorDetail = try row.getOptional(15)
        createdAt = try row.get(16)
        updatedAt = try row.get(17)
        lines = try Database.all(results[1], as: DocumentShowLinesRow.init)
        taxes = try Database.all(results[2], as: DocumentShowTaxesRow.init)
    }
}

/// A row of lines of ``AppSession/documentShow``.
public struct DocumentShowLinesRow: Sendable {
    /// `number`, INT.
    public let number: Int
    /// `id`, VARCHAR or NULL.
    public let id: String?
    /// `article`, VARCHAR or NULL.
    public let article: String?
    /// `name`, VARCHAR or NULL.
    public let name: String?
    /// `description`, VARCHAR or NULL.
    public let description: String?
    /// `quantity`, DECIMAL or NULL.
    public let quantity: DecimalText?
    /// `unit`, VARCHAR or NULL.
    public let unit: String?
    /// `unit_price`, DECIMAL or NULL.
    public let unitPrice: DecimalText?
    /// `net_amount`, DECIMAL or NULL.
    public let netAmount: DecimalText?
    /// `tax_category`, VARCHAR or NULL.
    public let taxCategory: String?
    /// `tax_rate`, DECIMAL or NULL.
    public let taxRate: DecimalText?
    /// `page`, INT or NULL.
    public let page: Int?
    /// `box_left`, INT or NULL.
    public let boxLeft: Int?
    /// `box_top`, INT or NULL.
    public let boxTop: Int?
    /// `box_right`, INT or NULL.
    public let boxRight: Int?
    /// `box_bottom`, INT or NULL.
    public let boxBottom: Int?
    /// `confidence`, DECIMAL or NULL.
    public let confidence: DecimalText?
    /// `source`, VARCHAR or NULL.
    public let source: String?

    init(_ row: Row) throws(DatabaseError) {
        number = try row.get(0)
        id = try row.getOptional(1)
        article = try row.getOptional(2)
        name = try row.getOptional(3)
        description = try row.getOptional(4)
        quantity = try row.getOptional(5)
        unit = try row.getOptional(6)
        unitPrice = try row.getOptional(7)
        netAmount = try row.getOptional(8)
        taxCategory = try row.getOptional(9)
        taxRate = try row.getOptional(10)
        page = try row.getOptional(11)
        boxLeft = try row.getOptional(12)
        boxTop = try row.getOptional(13)
        boxRight = try row.getOptional(14)
        boxBottom = try row.getOptional(15)
        confidence = try row.getOptional(16)
        source = try row.getOptional(17)
    }
}

/// A row of taxes of ``AppSession/documentShow``.
public struct DocumentShowTaxesRow: Sendable {
    /// `number`, INT.
    public let number: Int
    /// `category`, VARCHAR or NULL.
    public let category: String?
    /// `rate`, DECIMAL or NULL.
    public let rate: DecimalText?
    /// `taxable_amount`, DECIMAL or NULL.
    public let taxableAmount: DecimalText?
    /// `tax_amount`, DECIMAL or NULL.
    public let taxAmount: DecimalText?
    /// `exemption`, VARCHAR or NULL.
    public let exemption: String?
    /// `page`, INT or NULL.
    public let page: Int?
    /// `box_left`, INT or NULL.
    public let boxLeft: Int?
    /// `box_top`, INT or NULL.
    public let boxTop: Int?
    /// `box_right`, INT or NULL.
    public let boxRight: Int?
    /// `box_bottom`, INT or NULL.
    public let boxBottom: Int?
    /// `confidence`, DECIMAL or NULL.
    public let confidence: DecimalText?
    /// `source`, VARCHAR or NULL.
    public let source: String?

    init(_ row: Row) throws(DatabaseError) {
        number = try row.get(0)
        category = try row.getOptional(1)
        rate = try row.getOptional(2)
        taxableAmount = try row.getOptional(3)
        taxAmount = try row.getOptional(4)
        exemption = try row.getOptional(5)
        page = try row.getOptional(6)
        boxLeft = try row.getOptional(7)
        boxTop = try row.getOptional(8)
        boxRight = try row.getOptional(9)
        boxBottom = try row.getOptional(10)
        confidence = try row.getOptional(11)
        source = try row.getOptional(12)
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

    /// what the tenant uploaded for its text between two moments of ids, at most 100 files; no row where nothing is
    /// known.
    public func uploadFind(key: Digest, first: Identifier, last: Identifier) throws(DatabaseError) -> [UploadFindRow] {
        try Database.all(
            database.read(
                "CALL upload_find(?,?,?)", [key.parameter, first.parameter, last.parameter]), as: UploadFindRow.init)
    }

    /// document_add in a transaction of its own. Errors: those of document_add.
    public func documentCreate(
        key: Digest, document: Identifier, media: Identifier, sha256: Digest, type: String, bytes: Int,
        storageKey: String, filename: String, documentType: String?, pipeline: String?, priority: Int
    ) throws(DatabaseError) -> DocumentCreateRow {
        try DocumentCreateRow(
            Database.one(
                database.change(
                    "CALL document_create(?,?,?,?,?,?,?,?,?,?,?)",
                    [
                        key.parameter, document.parameter, media.parameter, sha256.parameter, type.parameter,
                        bytes.parameter, storageKey.parameter, filename.parameter, documentType.parameter,
                        pipeline.parameter, priority.parameter,
                    ])))
    }

    /// where a document stands. Errors: 45404 document_unknown.
    public func documentProgress(key: Digest, document: Identifier) throws(DatabaseError) -> DocumentProgressRow {
        try DocumentProgressRow(
            Database.one(
                database.read(
                    "CALL document_progress(?,?)", [key.parameter, document.parameter])))
    }

    /// a document with all that was read in it, as it was at one moment. field_values is an object of the fields
    /// of its type, null where there is none; fields is an array with the evidence of each; both are JSON text with amounts as
    /// decimal numbers. einvoice is what its XML says besides. Lines and taxes are in the order of their numbers.
    /// Errors: 45404 document_unknown.
    public func documentShow(key: Digest, document: Identifier) throws(DatabaseError) -> DocumentShowRow {
        try DocumentShowRow(
            database.readAll(
                "CALL document_show(?,?)", [key.parameter, document.parameter]))
    }

}

extension AppTransaction {
    /// a document of a stored file, and the job of its first step. Where the tenant holds the same bytes
    /// already, that media serves, and storage_key says which file to keep. p_document_type is one that the tenant defined,
    /// or 'invoice'; p_pipeline its own or a built-in one, that of the type where it is NULL. Where neither is given it is an
    /// invoice. The quota's counters are locked to the end of the transaction, so that uploads at once cannot pass the limit
    /// together. Errors: 45413 quota_storage_exceeded; 45422 document_type_unknown, pipeline_unknown, priority_invalid,
    /// storage_key_invalid; 45429 quota_documents_exceeded.
    public func documentAdd(
        key: Digest, document: Identifier, media: Identifier, sha256: Digest, type: String, bytes: Int,
        storageKey: String, filename: String, documentType: String?, pipeline: String?, priority: Int
    ) throws(DatabaseError) -> DocumentAddRow {
        try DocumentAddRow(
            Database.one(
                database.part(
                    "CALL document_add(?,?,?,?,?,?,?,?,?,?,?)",
                    [
                        key.parameter, document.parameter, media.parameter, sha256.parameter, type.parameter,
                        bytes.parameter, storageKey.parameter, filename.parameter, documentType.parameter,
                        pipeline.parameter, priority.parameter,
                    ])))
    }

}
