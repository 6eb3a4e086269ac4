// Made by bin/generate from sql/routines/service/capability.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension AppSession {
    /// refuses a key that does not hold, or lacks the scope. Errors: those of authorize.
    public func keyRequire(key: Digest, scope: String) throws(DatabaseError) {
        _ = try database.read(
            "CALL key_require(?,?)", [key.parameter, scope.parameter])
    }

}
