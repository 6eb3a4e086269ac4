// Made by bin/generate from sql/routines/service/file.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``AdminSession/filesUnnamed``.
public struct FilesUnnamedRow: Sendable {
    /// `storage_key`, VARCHAR.
    public let storageKey: String

    init(_ row: Row) throws(DatabaseError) {
        storageKey = try row.get(0)
    }
}

extension AdminSession {
    /// of storage keys, given as a JSON array, those that belong to nobody: no file that came in, page image
    /// or result, of now or of an earlier version, is stored there. A key of a tenant that this database does not know, or of
    /// another form than the service's, is never among them. Who asks sees that the files are old enough: a file is stored a
    /// moment before its row is written.
    public func filesUnnamed(keys: String) throws(DatabaseError) -> [FilesUnnamedRow] {
        try Database.all(
            database.read(
                "CALL files_unnamed(?)", [keys.parameter]), as: FilesUnnamedRow.init)
    }

}
