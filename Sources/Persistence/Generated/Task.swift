// Made by bin/generate from sql/routines/documents/task.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/taskGet``.
public struct TaskGetRow: Sendable {
    /// `document_id`, UUID.
    public let documentId: Identifier
    /// `media_id`, UUID.
    public let mediaId: Identifier
    /// `tenant_uid`, UUID.
    public let tenantUid: Identifier
    /// `filename`, VARCHAR.
    public let filename: String
    /// `bytes`, INT.
    public let bytes: Int
    /// `type`, VARCHAR.
    public let type: String
    /// `storage_key`, VARCHAR.
    public let storageKey: String
    /// `sha256`, VARCHAR.
    public let sha256: String
    /// `priority`, INT.
    public let priority: Int
    /// `status`, VARCHAR.
    public let status: String
    /// `page_count`, INT or NULL.
    public let pageCount: Int?
    /// `text_length`, INT or NULL.
    public let textLength: Int?
    /// `confidence`, DECIMAL or NULL.
    public let confidence: DecimalText?
    /// `error_code`, VARCHAR or NULL.
    public let errorCode: String?
    /// `error_detail`, VARCHAR or NULL.
    public let errorDetail: String?
    /// `has_result`, BOOLEAN.
    public let hasResult: Bool
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp
    /// `started_at`, DATETIME or NULL.
    public let startedAt: Timestamp?
    /// `finished_at`, DATETIME or NULL.
    public let finishedAt: Timestamp?
    /// `updated_at`, DATETIME.
    public let updatedAt: Timestamp

    init(_ row: Row) throws(DatabaseError) {
        documentId = try row.get(0)
        mediaId = try row.get(1)
        tenantUid = try row.get(2)
        filename = try row.get(3)
        bytes = try row.get(4)
        type = try row.get(5)
        storageKey = try row.get(6)
        sha256 = try row.get(7)
        priority = try row.get(8)
        status = try row.get(9)
        pageCount = try row.getOptional(10)
        textLength = try row.getOptional(11)
        confidence = try row.getOptional(12)
        errorCode = try row.getOptional(13)
        errorDetail = try row.getOptional(14)
        hasResult = try row.get(15)
        createdAt = try row.get(16)
        startedAt = try row.getOptional(17)
        finishedAt = try row.getOptional(18)
        updatedAt = try row.get(19)
    }
}

/// A row of ``AppSession/taskList``.
public struct TaskListRow: Sendable {
    /// `document_id`, UUID.
    public let documentId: Identifier
    /// `media_id`, UUID.
    public let mediaId: Identifier
    /// `tenant_uid`, UUID.
    public let tenantUid: Identifier
    /// `filename`, VARCHAR.
    public let filename: String
    /// `bytes`, INT.
    public let bytes: Int
    /// `type`, VARCHAR.
    public let type: String
    /// `priority`, INT.
    public let priority: Int
    /// `status`, VARCHAR.
    public let status: String
    /// `error_code`, VARCHAR or NULL.
    public let errorCode: String?
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp
    /// `started_at`, DATETIME or NULL.
    public let startedAt: Timestamp?
    /// `finished_at`, DATETIME or NULL.
    public let finishedAt: Timestamp?
    /// `updated_at`, DATETIME.
    public let updatedAt: Timestamp

    init(_ row: Row) throws(DatabaseError) {
        documentId = try row.get(0)
        mediaId = try row.get(1)
        tenantUid = try row.get(2)
        filename = try row.get(3)
        bytes = try row.get(4)
        type = try row.get(5)
        priority = try row.get(6)
        status = try row.get(7)
        errorCode = try row.getOptional(8)
        createdAt = try row.get(9)
        startedAt = try row.getOptional(10)
        finishedAt = try row.getOptional(11)
        updatedAt = try row.get(12)
    }
}

extension AppSession {
    /// a document in the OCR platform's words. Errors: 45404 document_unknown.
    public func taskGet(key: Digest, document: Identifier) throws(DatabaseError) -> TaskGetRow {
        try TaskGetRow(
            Database.one(
                database.read(
                    "CALL task_get(?,?)", [key.parameter, document.parameter])))
    }

    /// the tenant's documents, newest first. p_user is the tenant's uid or NULL.
    /// Errors: 45403 user_mismatch; 45422 limit_invalid.
    public func taskList(key: Digest, user: Identifier?, limit: Int, offset: Int) throws(DatabaseError) -> [TaskListRow]
    {
        try Database.all(
            database.read(
                "CALL task_list(?,?,?,?)", [key.parameter, user.parameter, limit.parameter, offset.parameter]),
            as: TaskListRow.init)
    }

}
