// Made by bin/generate from sql/routines/tenants/tenant_admin.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/tenantAdminCreate``.
public struct TenantAdminCreateRow: Sendable {
    /// `account`, VARCHAR.
    public let account: String

    init(_ row: Row) throws(DatabaseError) {
        account = try row.get(0)
    }
}

/// A row of ``AdminSession/tenantAdminRevoke``.
public struct TenantAdminRevokeRow: Sendable {
    /// `account`, VARCHAR.
    public let account: String

    init(_ row: Row) throws(DatabaseError) {
        account = try row.get(0)
    }
}

/// A row of ``AdminSession/tenantAdminList``.
public struct TenantAdminListRow: Sendable {
    /// `account`, VARCHAR.
    public let account: String
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp
    /// `revoked_at`, DATETIME or NULL.
    public let revokedAt: Timestamp?

    init(_ row: Row) throws(DatabaseError) {
        account = try row.get(0)
        createdAt = try row.get(1)
        revokedAt = try row.getOptional(2)
    }
}

extension AdminSession {
    /// makes a database account a tenant's administrator, or one that was revoked again; gives the
    /// account's name, tenant_<slug> or tenant_<slug>.<name>. The account itself is made by account_create.
    /// Errors: 45404 tenant_unknown; 45422 admin_name_invalid.
    public func tenantAdminCreate(tenantSlug: String, name: String?) throws(DatabaseError) -> TenantAdminCreateRow {
        try TenantAdminCreateRow(
            Database.one(
                database.change(
                    "CALL tenant_admin_create(?,?)", [tenantSlug.parameter, name.parameter])))
    }

    /// from its next statement on the account sees and changes nothing; gives its name, for
    /// account_drop. Revoking it again changes nothing. Errors: 45404 admin_unknown.
    public func tenantAdminRevoke(tenantSlug: String, name: String?) throws(DatabaseError) -> TenantAdminRevokeRow {
        try TenantAdminRevokeRow(
            Database.one(
                database.change(
                    "CALL tenant_admin_revoke(?,?)", [tenantSlug.parameter, name.parameter])))
    }

    /// the administrators of a tenant. Errors: 45404 tenant_unknown.
    public func tenantAdminList(tenantSlug: String) throws(DatabaseError) -> [TenantAdminListRow] {
        try Database.all(
            database.read(
                "CALL tenant_admin_list(?)", [tenantSlug.parameter]), as: TenantAdminListRow.init)
    }

}
