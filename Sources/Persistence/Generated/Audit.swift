// Made by bin/generate from sql/routines/service/audit.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/auditList``.
public struct AuditListRow: Sendable {
    /// `at`, DATETIME.
    public let at: Timestamp
    /// `actor`, VARCHAR.
    public let actor: String
    /// `slug`, VARCHAR or NULL.
    public let slug: String?
    /// `action`, VARCHAR.
    public let action: String
    /// `object`, VARCHAR.
    public let object: String
    /// `changes`, VARCHAR or NULL.
    public let changes: String?

    init(_ row: Row) throws(DatabaseError) {
        at = try row.get(0)
        actor = try row.get(1)
        slug = try row.getOptional(2)
        action = try row.get(3)
        object = try row.get(4)
        changes = try row.getOptional(5)
    }
}

extension AdminSession {
    /// who changed what in the last p_seconds, the newest first: of one tenant, or of all and the installation.
    /// Errors: 45404 tenant_unknown.
    public func auditList(tenantSlug: String?, seconds: Int, limit: Int) throws(DatabaseError) -> [AuditListRow] {
        try Database.all(
            database.read(
                "CALL audit_list(?,?,?)", [tenantSlug.parameter, seconds.parameter, limit.parameter]),
            as: AuditListRow.init)
    }

}
