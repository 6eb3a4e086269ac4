// Made by bin/generate from sql/routines/documents/document_language.sql. Change that file, then run bin/generate.

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

extension WorkerSession {
    /// the languages that the job's document is to be read in; NULL: the installation's. Errors: 45409 lease_lost.
    public func jobLanguages(lease: Lease) throws(DatabaseError) -> JobLanguagesRow {
        try JobLanguagesRow(
            Database.one(
                database.read(
                    "CALL job_languages(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter])))
    }

}
