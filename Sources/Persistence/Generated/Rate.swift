// Made by bin/generate from sql/routines/tenants/rate.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/rateTake``.
public struct RateTakeRow: Sendable {
    /// `granted`, INT.
    public let granted: Int
    /// `quota`, INT.
    public let quota: Int
    /// `period_s`, INT.
    public let periodS: Int
    /// `remaining`, INT.
    public let remaining: Int
    /// `reset_s`, INT.
    public let resetS: Int

    init(_ row: Row) throws(DatabaseError) {
        granted = try row.get(0)
        quota = try row.get(1)
        periodS = try row.get(2)
        remaining = try row.get(3)
        resetS = try row.get(4)
    }
}

/// A row of ``AppSession/addressTake``.
public struct AddressTakeRow: Sendable {
    /// `granted`, INT.
    public let granted: Int
    /// `quota`, INT.
    public let quota: Int
    /// `period_s`, INT.
    public let periodS: Int
    /// `remaining`, INT.
    public let remaining: Int
    /// `reset_s`, INT.
    public let resetS: Int

    init(_ row: Row) throws(DatabaseError) {
        granted = try row.get(0)
        quota = try row.get(1)
        periodS = try row.get(2)
        remaining = try row.get(3)
        resetS = try row.get(4)
    }
}

/// A row of ``WorkerSession/requestsSweep``.
public struct RequestsSweepRow: Sendable {
    /// `forgotten`, INT.
    public let forgotten: Int

    init(_ row: Row) throws(DatabaseError) {
        forgotten = try row.get(0)
    }
}

extension AppSession {
    /// the next block of requests of a key, of which none are left where granted is 0. The limit is the key's own,
    /// or else the tenant's. Errors: those of authorize.
    public func rateTake(key: Digest) throws(DatabaseError) -> RateTakeRow {
        try RateTakeRow(
            Database.one(
                database.read(
                    "CALL rate_take(?)", [key.parameter])))
    }

    /// the next block of requests of an address that sends no key that holds; granted is 0 where none are left.
    public func addressTake(address: String) throws(DatabaseError) -> AddressTakeRow {
        try AddressTakeRow(
            Database.one(
                database.read(
                    "CALL address_take(?)", [address.parameter])))
    }

}

extension WorkerSession {
    /// forgets some of the addresses whose window is over and of the answers kept for a day; called again by
    /// whoever wants more gone.
    public func requestsSweep() throws(DatabaseError) -> RequestsSweepRow {
        try RequestsSweepRow(
            Database.one(
                database.read(
                    "CALL requests_sweep()", [])))
    }

}
