// Made by bin/generate from sql/routines/tenants/language.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

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
