// Made by bin/generate from sql/routines/service/event.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/eventNumber``.
public struct EventNumberRow: Sendable {
    /// `numbered`, INT.
    public let numbered: Int
    /// `has_more`, BOOLEAN.
    public let hasMore: Bool

    init(_ row: Row) throws(DatabaseError) {
        numbered = try row.get(0)
        hasMore = try row.get(1)
    }
}

/// A row of ``AdminSession/eventTail``.
public struct EventTailRow: Sendable {
    /// `position`, BIGINT.
    public let position: Int
    /// `tenant_slug`, VARCHAR.
    public let tenantSlug: String
    /// `seq`, BIGINT.
    public let seq: Int
    /// `type`, VARCHAR.
    public let type: String
    /// `subject_kind`, VARCHAR or NULL.
    public let subjectKind: String?
    /// `subject_id`, UUID or NULL.
    public let subjectId: Identifier?
    /// `payload`, JSON.
    public let payload: String
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp

    init(_ row: Row) throws(DatabaseError) {
        position = try row.get(0)
        tenantSlug = try row.get(1)
        seq = try row.get(2)
        type = try row.get(3)
        subjectKind = try row.getOptional(4)
        subjectId = try row.getOptional(5)
        payload = try row.get(6)
        createdAt = try row.get(7)
    }
}

/// A row of ``AdminSession/eventEnd``.
public struct EventEndRow: Sendable {
    /// `last_position`, BIGINT.
    public let lastPosition: Int
    /// `first_position`, BIGINT or NULL.
    public let firstPosition: Int?

    init(_ row: Row) throws(DatabaseError) {
        lastPosition = try row.get(0)
        firstPosition = try row.getOptional(1)
    }
}

/// A row of ``AdminSession/eventTypes``.
public struct EventTypesRow: Sendable {
    /// `type`, VARCHAR.
    public let type: String
    /// `subject_kind`, VARCHAR or NULL.
    public let subjectKind: String?
    /// `description`, VARCHAR.
    public let description: String
    /// `payload_schema`, JSON.
    public let payloadSchema: String
    /// `example`, JSON.
    public let example: String

    init(_ row: Row) throws(DatabaseError) {
        type = try row.get(0)
        subjectKind = try row.getOptional(1)
        description = try row.get(2)
        payloadSchema = try row.get(3)
        example = try row.get(4)
    }
}

extension AdminSession {
    /// the events of all tenants behind a position, in order, at most p_limit; those that were committed are numbered
    /// before. event_end says where the log begins and ends now.
    public func eventTail(after: Int, limit: Int) throws(DatabaseError) -> [EventTailRow] {
        try Database.all(
            database.change(
                "CALL event_tail(?,?)", [after.parameter, limit.parameter]), as: EventTailRow.init)
    }

    /// the last position that was given, and the first that is kept.
    public func eventEnd() throws(DatabaseError) -> EventEndRow {
        try EventEndRow(
            Database.one(
                database.read(
                    "CALL event_end()", [])))
    }

    /// the types there are, with the JSON Schema of their payloads and an example.
    public func eventTypes() throws(DatabaseError) -> [EventTypesRow] {
        try Database.all(
            database.read(
                "CALL event_types()", []), as: EventTypesRow.init)
    }

}

extension WorkerSession {
    /// numbers up to 1,000 events that were committed, unless another is at it; again while has_more.
    public func eventNumber() throws(DatabaseError) -> EventNumberRow {
        try EventNumberRow(
            Database.one(
                database.change(
                    "CALL event_number()", [])))
    }

}
