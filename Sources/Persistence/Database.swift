import Domain
import MariaDB
import Platform

/// A connection with the one rule for trying again: a conflict is tried again whole, with growing jittered pauses; a
/// server that went away is asked again where asking twice does no harm.
public final class Database {
    private let connection: Connection

    /// A database that connects at the first call.
    public init(_ configuration: Connection.Configuration) {
        connection = Connection(configuration, setup: Self.setup)
    }

    /// A call that may run twice: it reads, or writes the same again.
    func read(_ sql: String, _ parameters: [Parameter]) throws(DatabaseError) -> [Row] {
        try attempt(mayRepeat: true) { () throws(DatabaseError) in try connection.call(sql, parameters) }
    }

    /// The same of a routine that gives several results.
    func readAll(_ sql: String, _ parameters: [Parameter]) throws(DatabaseError) -> [[Row]] {
        try attempt(mayRepeat: true) { () throws(DatabaseError) in try connection.callAll(sql, parameters) }
    }

    /// A routine with a transaction of its own.
    func change(_ sql: String, _ parameters: [Parameter]) throws(DatabaseError) -> [Row] {
        try attempt(mayRepeat: false) { () throws(DatabaseError) in try connection.call(sql, parameters) }
    }

    /// A routine inside a transaction, which alone is tried again.
    func part(_ sql: String, _ parameters: [Parameter]) throws(DatabaseError) -> [Row] {
        try connection.call(sql, parameters)
    }

    /// Runs `body` in a transaction; all of it again after a conflict.
    func transaction<Value>(_ body: () throws(DatabaseError) -> Value) throws(DatabaseError) -> Value {
        try attempt(mayRepeat: false) { () throws(DatabaseError) -> Value in
            try connection.execute("START TRANSACTION")
            do throws(DatabaseError) {
                let value = try body()
                try connection.execute("COMMIT")
                return value
            } catch {
                if error.kind != .unavailable { try? connection.execute("ROLLBACK") }
                throw error
            }
        }
    }

    /// Runs a statement of a migration, as text.
    func execute(_ sql: String) throws(DatabaseError) { try connection.execute(sql) }

    /// Ends the connection; the next call makes a new one.
    public func close() { connection.close() }

    private func attempt<Value>(
        mayRepeat: Bool, _ body: () throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        var conflicts = 0
        var reconnected = false
        // A wait for a lock takes 10 s before it is a conflict; a client should hear of it while it still listens.
        let patience = Clock.monotonic() + 15
        while true {
            do throws(DatabaseError) {
                return try body()
            } catch {
                if error.kind == .conflict, conflicts < 5, Clock.monotonic() < patience {
                    conflicts += 1
                    Clock.sleep(seconds: Double.random(in: 0.5...1) * 0.01 * Double(1 << conflicts))
                } else if error.kind == .unavailable, !reconnected, mayRepeat || error.isUnsent {
                    reconnected = true
                } else {
                    throw error
                }
            }
        }
    }

    /// The results of a routine that gives so many.
    static func results(_ results: [[Row]], _ count: Int) throws(DatabaseError) -> [[Row]] {
        guard results.count == count else {
            throw DatabaseError(.fault, message: "\(results.count) results where \(count) were promised")
        }
        return results
    }

    /// The row of a routine that returns exactly one.
    static func one(_ rows: [Row]) throws(DatabaseError) -> Row {
        guard rows.count == 1 else { throw DatabaseError(.fault, message: "\(rows.count) rows where one was promised") }
        return rows[0]
    }

    /// All rows as Swift values.
    static func all<Value>(
        _ rows: [Row], as make: (Row) throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(rows.count)
        for row in rows { values.append(try make(row)) }
        return values
    }
}
