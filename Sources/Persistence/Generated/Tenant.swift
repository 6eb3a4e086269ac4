// Made by bin/generate from sql/routines/tenants/tenant.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/tenantList``.
public struct TenantListRow: Sendable {
    /// `uid`, UUID.
    public let uid: Identifier
    /// `slug`, VARCHAR.
    public let slug: String
    /// `name`, VARCHAR.
    public let name: String
    /// `package`, VARCHAR.
    public let package: String
    /// `active`, BOOLEAN.
    public let active: Bool
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp

    init(_ row: Row) throws(DatabaseError) {
        uid = try row.get(0)
        slug = try row.get(1)
        name = try row.get(2)
        package = try row.get(3)
        active = try row.get(4)
        createdAt = try row.get(5)
    }
}

extension AdminSession {
    /// a new customer in the package standard. Errors: those of tenant_create_in.
    public func tenantCreate(uid: Identifier, slug: String, name: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL tenant_create(?,?,?)", [uid.parameter, slug.parameter, name.parameter])
    }

    /// a new customer in a package. Errors: 45404 package_unknown; 45409 slug_taken; 45422 slug_invalid,
    /// name_missing.
    public func tenantCreateIn(uid: Identifier, slug: String, name: String, package: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL tenant_create_in(?,?,?,?)", [uid.parameter, slug.parameter, name.parameter, package.parameter])
    }

    /// has a customer's keys, links and administrators open nothing from the next call on, and none of its jobs
    /// claimed; p_closed FALSE undoes it. Nothing is deleted. Errors: 45404 tenant_unknown.
    public func tenantClose(tenantSlug: String, closed: Bool) throws(DatabaseError) {
        _ = try database.change(
            "CALL tenant_close(?,?)", [tenantSlug.parameter, closed.parameter])
    }

    /// all customers, by slug.
    public func tenantList() throws(DatabaseError) -> [TenantListRow] {
        try Database.all(
            database.read(
                "CALL tenant_list()", []), as: TenantListRow.init)
    }

}
