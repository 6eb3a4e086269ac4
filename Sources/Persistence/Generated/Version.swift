// Made by bin/generate from sql/routines/documents/version.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/versionList``.
public struct VersionListRow: Sendable {
    /// `number`, INT.
    public let number: Int
    /// `status`, VARCHAR.
    public let status: String
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
    /// `made_at`, DATETIME.
    public let madeAt: Timestamp
    /// `kept_at`, DATETIME.
    public let keptAt: Timestamp
    /// `kept_by`, VARCHAR.
    public let keptBy: String
    /// `next_step`, VARCHAR.
    public let nextStep: String
    /// `changes`, JSON or NULL.
    public let changes: String?

    init(_ row: Row) throws(DatabaseError) {
        number = try row.get(0)
        status = try row.get(1)
        qualityScore = try row.getOptional(2)
        predictedAccuracy = try row.getOptional(3)
        needsReview = try row.get(4)
        errorCode = try row.getOptional(5)
        errorDetail = try row.getOptional(6)
        madeAt = try row.get(7)
        keptAt = try row.get(8)
        keptBy = try row.get(9)
        nextStep = try row.get(10)
        changes = try row.getOptional(11)
    }
}

/// A row of ``AppSession/versionGet``.
public struct VersionGetRow: Sendable {
    /// `status`, VARCHAR.
    public let status: String
    /// `page_count`, INT or NULL.
    public let pageCount: Int?
    /// `text_length`, INT or NULL.
    public let textLength: Int?
    /// `confidence`, DECIMAL or NULL.
    public let confidence: DecimalText?
    /// `quality_score`, DECIMAL or NULL.
    public let qualityScore: DecimalText?
    /// `predicted_accuracy`, DECIMAL or NULL.
    public let predictedAccuracy: DecimalText?
    /// `needs_review`, BOOLEAN.
    public let needsReview: Bool
    /// `findings`, JSON.
    public let findings: String
    /// `fields`, JSON.
    public let fields: String
    /// `pages`, JSON.
    public let pages: String
    /// `error_code`, VARCHAR or NULL.
    public let errorCode: String?
    /// `error_detail`, VARCHAR or NULL.
    public let errorDetail: String?
    /// `made_at`, DATETIME.
    public let madeAt: Timestamp
    /// `kept_at`, DATETIME.
    public let keptAt: Timestamp
    /// `kept_by`, VARCHAR.
    public let keptBy: String
    /// `next_step`, VARCHAR.
    public let nextStep: String
    /// `changes`, JSON or NULL.
    public let changes: String?

    init(_ row: Row) throws(DatabaseError) {
        status = try row.get(0)
        pageCount = try row.getOptional(1)
        textLength = try row.getOptional(2)
        confidence = try row.getOptional(3)
        qualityScore = try row.getOptional(4)
        predictedAccuracy = try row.getOptional(5)
        needsReview = try row.get(6)
        findings = try row.get(7)
        fields = try row.get(8)
        pages = try row.get(9)
        errorCode = try row.getOptional(10)
        errorDetail = try row.getOptional(11)
        madeAt = try row.get(12)
        keptAt = try row.get(13)
        keptBy = try row.get(14)
        nextStep = try row.get(15)
        changes = try row.getOptional(16)
    }
}

extension AppSession {
    /// a document's earlier extractions, newest first, each with what changed after it. p_before NULL: from
    /// the newest; else those below that number. kept_by is key:<id>, operator or schedule.
    /// Errors: 45404 document_unknown; 45422 limit_invalid.
    public func versionList(key: Digest, document: Identifier, before: Int?, limit: Int) throws(DatabaseError)
        -> [VersionListRow]
    {
        try Database.all(
            database.read(
                "CALL version_list(?,?,?,?)", [key.parameter, document.parameter, before.parameter, limit.parameter]),
            as: VersionListRow.init)
    }

    /// one earlier extraction with its fields and their evidence. kept_by is key:<id>, operator or schedule.
    /// Errors: 45404 document_unknown, version_unknown.
    public func versionGet(key: Digest, document: Identifier, number: Int) throws(DatabaseError) -> VersionGetRow {
        try VersionGetRow(
            Database.one(
                database.read(
                    "CALL version_get(?,?,?)", [key.parameter, document.parameter, number.parameter])))
    }

}
