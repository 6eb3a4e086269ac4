// Made by bin/generate from sql/routines/tenants/tenant_migration.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``TenantAdminSession/tenantMigrationLock``.
public struct TenantMigrationLockRow: Sendable {
    /// `acquired`, INT or NULL.
    public let acquired: Int?

    init(_ row: Row) throws(DatabaseError) {
        acquired = try row.getOptional(0)
    }
}

/// A row of ``TenantAdminSession/tenantMigrationUnlock``.
public struct TenantMigrationUnlockRow: Sendable {
    /// `released`, INT or NULL.
    public let released: Int?

    init(_ row: Row) throws(DatabaseError) {
        released = try row.getOptional(0)
    }
}

/// A row of ``TenantAdminSession/tenantMigrationSteps``.
public struct TenantMigrationStepsRow: Sendable {
    /// `file`, VARCHAR.
    public let file: String
    /// `step`, INT.
    public let step: Int
    /// `sha256`, VARCHAR.
    public let sha256: String
    /// `state`, VARCHAR.
    public let state: String

    init(_ row: Row) throws(DatabaseError) {
        file = try row.get(0)
        step = try row.get(1)
        sha256 = try row.get(2)
        state = try row.get(3)
    }
}

extension TenantAdminSession {
    /// one runner of a tenant at a time; 1 where it is ours. Errors: 45403 account_unknown.
    public func tenantMigrationLock() throws(DatabaseError) -> TenantMigrationLockRow {
        try TenantMigrationLockRow(
            Database.one(
                database.read(
                    "CALL tenant_migration_lock()", [])))
    }

    /// lets the next runner in. Errors: 45403 account_unknown.
    public func tenantMigrationUnlock() throws(DatabaseError) -> TenantMigrationUnlockRow {
        try TenantMigrationUnlockRow(
            Database.one(
                database.read(
                    "CALL tenant_migration_unlock()", [])))
    }

    /// what has been run. Errors: 45403 account_unknown.
    public func tenantMigrationSteps() throws(DatabaseError) -> [TenantMigrationStepsRow] {
        try Database.all(
            database.read(
                "CALL tenant_migration_steps()", []), as: TenantMigrationStepsRow.init)
    }

    /// notes that a statement of a file runs. Errors: 45403 account_unknown; 45409
    /// migration_changed; 45422 migration_invalid, too_many_migrations.
    public func tenantMigrationBegin(file: String, step: Int, version: Int, sha256: String) throws(DatabaseError) {
        _ = try database.read(
            "CALL tenant_migration_begin(?,?,?,?)",
            [file.parameter, step.parameter, version.parameter, sha256.parameter])
    }

    /// notes that it is done. Errors: 45403 account_unknown; 45404 migration_unknown.
    public func tenantMigrationDone(file: String, step: Int) throws(DatabaseError) {
        _ = try database.read(
            "CALL tenant_migration_done(?,?)", [file.parameter, step.parameter])
    }

}
