// Made by bin/generate from sql/routines/tenants/quota.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AppSession/usageGet``.
public struct UsageGetRow: Sendable {
    /// `package`, VARCHAR.
    public let package: String
    /// `documents_limit`, INT.
    public let documentsLimit: Int
    /// `documents_used`, INT.
    public let documentsUsed: Int
    /// `storage_limit`, BIGINT.
    public let storageLimit: Int
    /// `storage_used`, BIGINT.
    public let storageUsed: Int
    /// `concurrency`, INT.
    public let concurrency: Int
    /// `period_start`, DATETIME.
    public let periodStart: Timestamp
    /// `period_end`, DATETIME.
    public let periodEnd: Timestamp

    init(_ row: Row) throws(DatabaseError) {
        package = try row.get(0)
        documentsLimit = try row.get(1)
        documentsUsed = try row.get(2)
        storageLimit = try row.get(3)
        storageUsed = try row.get(4)
        concurrency = try row.get(5)
        periodStart = try row.get(6)
        periodEnd = try row.get(7)
    }
}

/// A row of ``AdminSession/packageList``.
public struct PackageListRow: Sendable {
    /// `package`, VARCHAR.
    public let package: String
    /// `documents_per_month`, INT.
    public let documentsPerMonth: Int
    /// `storage_bytes`, BIGINT.
    public let storageBytes: Int
    /// `requests`, INT.
    public let requests: Int
    /// `period_s`, INT.
    public let periodS: Int
    /// `concurrency`, INT.
    public let concurrency: Int
    /// `tenants`, INT.
    public let tenants: Int

    init(_ row: Row) throws(DatabaseError) {
        package = try row.get(0)
        documentsPerMonth = try row.get(1)
        storageBytes = try row.get(2)
        requests = try row.get(3)
        periodS = try row.get(4)
        concurrency = try row.get(5)
        tenants = try row.get(6)
    }
}

/// A row of ``AdminSession/tenantUsageList``.
public struct TenantUsageListRow: Sendable {
    /// `slug`, VARCHAR.
    public let slug: String
    /// `package`, VARCHAR.
    public let package: String
    /// `documents`, INT.
    public let documents: Int
    /// `documents_limit`, INT.
    public let documentsLimit: Int
    /// `storage`, BIGINT.
    public let storage: Int
    /// `storage_limit`, BIGINT.
    public let storageLimit: Int

    init(_ row: Row) throws(DatabaseError) {
        slug = try row.get(0)
        package = try row.get(1)
        documents = try row.get(2)
        documentsLimit = try row.get(3)
        storage = try row.get(4)
        storageLimit = try row.get(5)
    }
}

extension AdminSession {
    /// the packages, the smallest first.
    public func packageList() throws(DatabaseError) -> [PackageListRow] {
        try Database.all(
            database.read(
                "CALL package_list()", []), as: PackageListRow.init)
    }

    /// moves a tenant to a package; quotas of its own that are above that count no more.
    /// Errors: 45404 package_unknown, tenant_unknown.
    public func tenantPackage(tenantSlug: String, package: String) throws(DatabaseError) {
        _ = try database.read(
            "CALL tenant_package(?,?)", [tenantSlug.parameter, package.parameter])
    }

    /// what the tenants have used in the running month, by slug.
    public func tenantUsageList() throws(DatabaseError) -> [TenantUsageListRow] {
        try Database.all(
            database.read(
                "CALL tenant_usage_list()", []), as: TenantUsageListRow.init)
    }

}

extension AppSession {
    /// a tenant's package, its limits, and what it has used since the month began; all from counters.
    public func usageGet(key: Digest) throws(DatabaseError) -> UsageGetRow {
        try UsageGetRow(
            Database.one(
                database.read(
                    "CALL usage_get(?)", [key.parameter])))
    }

}

extension TenantAdminSession {
    /// what the tenant may use, within its package: documents a month, bytes of files, requests of a key in its
    /// window, jobs at once; NULL: as the package has it. Errors: 45403 account_unknown; 45422 quota_above_package, quota_invalid.
    public func quotaSet(documentsPerMonth: Int?, storageBytes: Int?, requests: Int?, concurrency: Int?)
        throws(DatabaseError)
    {
        _ = try database.change(
            "CALL quota_set(?,?,?,?)",
            [documentsPerMonth.parameter, storageBytes.parameter, requests.parameter, concurrency.parameter])
    }

}
