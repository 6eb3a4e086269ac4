// Made by bin/generate from sql/routines/tenants/key.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/keyList``.
public struct KeyListRow: Sendable {
    /// `key_id`, UUID.
    public let keyId: Identifier
    /// `name`, VARCHAR.
    public let name: String
    /// `hint`, VARCHAR.
    public let hint: String
    /// `scopes`, VARCHAR.
    public let scopes: String
    /// `created_at`, DATETIME.
    public let createdAt: Timestamp
    /// `expires_at`, DATETIME or NULL.
    public let expiresAt: Timestamp?
    /// `revoked_at`, DATETIME or NULL.
    public let revokedAt: Timestamp?

    init(_ row: Row) throws(DatabaseError) {
        keyId = try row.get(0)
        name = try row.get(1)
        hint = try row.get(2)
        scopes = try row.get(3)
        createdAt = try row.get(4)
        expiresAt = try row.getOptional(5)
        revokedAt = try row.getOptional(6)
    }
}

extension AdminSession {
    /// a key for a tenant, known by its SHA-256. p_days NULL: it never expires.
    /// Errors: 45404 tenant_unknown; 45422 scopes_invalid, days_invalid.
    public func keyCreate(
        tenantSlug: String, keyId: Identifier, keyHash: Digest, hint: String, name: String, scopes: String, days: Int?
    ) throws(DatabaseError) {
        _ = try database.change(
            "CALL key_create(?,?,?,?,?,?,?)",
            [
                tenantSlug.parameter, keyId.parameter, keyHash.parameter, hint.parameter, name.parameter,
                scopes.parameter, days.parameter,
            ])
    }

    /// ends a key at once; revoking it again changes nothing. Errors: 45404 key_unknown.
    public func keyRevoke(tenantSlug: String, keyId: Identifier) throws(DatabaseError) {
        _ = try database.change(
            "CALL key_revoke(?,?)", [tenantSlug.parameter, keyId.parameter])
    }

    /// the keys of a tenant, newest first; never the keys themselves. Errors: 45404 tenant_unknown.
    public func keyList(tenantSlug: String) throws(DatabaseError) -> [KeyListRow] {
        try Database.all(
            database.read(
                "CALL key_list(?)", [tenantSlug.parameter]), as: KeyListRow.init)
    }

}
