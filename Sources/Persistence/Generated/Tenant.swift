// Made by bin/generate from sql/routines/tenant.sql. Change that file, then run bin/generate.

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
    /// `active`, BOOLEAN.
    public let active: Bool
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp

    init(_ row: Row) throws(DatabaseError) {
        uid = try row.get(0)
        slug = try row.get(1)
        name = try row.get(2)
        active = try row.get(3)
        createdAt = try row.get(4)
    }
}

extension AdminSession {
    /// a new customer. Errors: 45409 slug_taken; 45422 slug_invalid, name_missing.
    public func tenantCreate(uid: Identifier, slug: String, name: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL tenant_create(?,?,?)", [uid.parameter, slug.parameter, name.parameter])
    }

    /// all customers, by slug.
    public func tenantList() throws(DatabaseError) -> [TenantListRow] {
        try Database.all(
            database.read(
                "CALL tenant_list()", []), as: TenantListRow.init)
    }

}
