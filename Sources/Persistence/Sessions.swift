@_exported import struct MariaDB.DatabaseError

/// What FCGIApp may call, under its own database account. Each call carries the caller's key.
public struct AppSession {
    let database: Database

    /// A session on a database whose account is FCGIApp's.
    public init(_ database: Database) { self.database = database }

    /// Runs `body` in one transaction: an effect and what is kept of it commit together or not at all. After a deadlock
    /// all of it runs again, so it must have no other effect.
    public func transaction<Value>(
        _ body: (AppTransaction) throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        try database.transaction { () throws(DatabaseError) in try body(AppTransaction(database: database)) }
    }
}

/// What FCGIApp may call inside a transaction.
public struct AppTransaction {
    let database: Database
}

/// What a worker may call, under its own database account. Each call about a document carries the job's lease.
public struct WorkerSession {
    let database: Database

    /// A session on a database whose account is the workers'.
    public init(_ database: Database) { self.database = database }

    /// Runs `body` in one transaction: results, their events and the end of the job commit together or not at all.
    /// After a deadlock all of it runs again, so it must have no other effect.
    public func transaction<Value>(
        _ body: (WorkerTransaction) throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        try database.transaction { () throws(DatabaseError) in try body(WorkerTransaction(database: database)) }
    }
}

/// What a worker may call inside a transaction.
public struct WorkerTransaction {
    let database: Database
}

/// What the command line may call, under its own database account.
public struct AdminSession {
    let database: Database

    /// A session on a database whose account is the command line's.
    public init(_ database: Database) { self.database = database }
}

/// What a tenant's administrator may call, under a database account of the tenant's own.
public struct TenantAdminSession {
    let database: Database

    /// A session on a database whose account is that of a tenant's administrator.
    public init(_ database: Database) { self.database = database }

    func execute(_ sql: String) throws(DatabaseError) { try database.execute(sql) }
}

/// What the migrations may call: the owner of the schema.
public struct OwnerSession {
    let database: Database

    /// A session on a database whose account owns the schema.
    public init(_ database: Database) { self.database = database }

    func execute(_ sql: String) throws(DatabaseError) { try database.execute(sql) }
}
