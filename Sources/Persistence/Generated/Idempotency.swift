// Made by bin/generate from sql/routines/service/idempotency.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/idempotencyFind``.
public struct IdempotencyFindRow: Sendable {
    /// `fingerprint`, VARCHAR.
    public let fingerprint: String
    /// `status`, INT.
    public let status: Int
    /// `body`, VARCHAR.
    public let body: String

    init(_ row: Row) throws(DatabaseError) {
        fingerprint = try row.get(0)
        status = try row.get(1)
        body = try row.get(2)
    }
}

/// A row of ``AppTransaction/idempotencyBegin``.
public struct IdempotencyBeginRow: Sendable {
    /// `status`, INT.
    public let status: Int
    /// `body`, VARCHAR.
    public let body: String

    init(_ row: Row) throws(DatabaseError) {
        status = try row.get(0)
        body = try row.get(1)
    }
}

extension AppSession {
    /// the answer that was given to this key on this route within a day, and what had been asked for; no row
    /// where there is none. It takes no lock and says nothing of a request that is under way.
    public func idempotencyFind(key: Digest, route: String, once: Digest) throws(DatabaseError) -> [IdempotencyFindRow]
    {
        try Database.all(
            database.read(
                "CALL idempotency_find(?,?,?)", [key.parameter, route.parameter, once.parameter]),
            as: IdempotencyFindRow.init)
    }

}

extension AppTransaction {
    /// takes a key for the work of this transaction, to be ended by idempotency_end; or gives the answer
    /// where the work was done before, and then there is nothing to do.
    /// Errors: 45409 idempotency_in_progress; 45422 idempotency_key_reused.
    public func idempotencyBegin(key: Digest, route: String, once: Digest, fingerprint: Digest) throws(DatabaseError)
        -> [IdempotencyBeginRow]
    {
        try Database.all(
            database.part(
                "CALL idempotency_begin(?,?,?,?)",
                [key.parameter, route.parameter, once.parameter, fingerprint.parameter]), as: IdempotencyBeginRow.init)
    }

    /// keeps the answer to the work of this transaction.
    public func idempotencyEnd(key: Digest, route: String, once: Digest, status: Int, body: String)
        throws(DatabaseError)
    {
        _ = try database.part(
            "CALL idempotency_end(?,?,?,?,?)",
            [key.parameter, route.parameter, once.parameter, status.parameter, body.parameter])
    }

}
