// Made by bin/generate from sql/routines/queue/limit.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension WorkerSession {
    /// lets in the jobs that a limit key has room for.
    public func limitAdmit(limit: Int) throws(DatabaseError) {
        _ = try database.change(
            "CALL limit_admit(?)", [limit.parameter])
    }

}
