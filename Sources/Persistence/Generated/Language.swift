// Made by bin/generate from sql/routines/language.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/jobLanguages``.
public struct JobLanguagesRow: Sendable {
    /// `languages`, VARCHAR or NULL.
    public let languages: String?

    init(_ row: Row) throws(DatabaseError) {
        languages = try row.getOptional(0)
    }
}

extension AdminSession {
    /// chooses the languages that a tenant's documents are read in from now on; NULL: the installation's.
    /// Errors: 45404 tenant_unknown; 45422 languages_invalid.
    public func tenantLanguages(tenantSlug: String, languages: String?) throws(DatabaseError) {
        _ = try database.change(
            "CALL tenant_languages(?,?)", [tenantSlug.parameter, languages.parameter])
    }

}

extension TenantAdminSession {
    /// the same, by the tenant's administrator. Errors: 45403 account_unknown; 45422 languages_invalid.
    public func languagesSet(languages: String?) throws(DatabaseError) {
        _ = try database.change(
            "CALL languages_set(?)", [languages.parameter])
    }

}

extension WorkerSession {
    /// the languages that the job's document is to be read in; NULL: the installation's. Errors: 45409 lease_lost.
    public func jobLanguages(lease: Lease) throws(DatabaseError) -> JobLanguagesRow {
        try JobLanguagesRow(
            Database.one(
                database.read(
                    "CALL job_languages(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter])))
    }

}
