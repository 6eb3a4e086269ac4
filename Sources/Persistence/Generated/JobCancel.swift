// Made by bin/generate from sql/routines/queue/job_cancel.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension AdminSession {
    /// ends a job that has not ended, and with it what its subject ends too, such as other steps of the same work; one
    /// that runs stops within seconds. Errors: 45404 job_unknown; 45409 job_ended.
    public func jobCancel(job: Int) throws(DatabaseError) {
        _ = try database.change(
            "CALL job_cancel(?)", [job.parameter])
    }

}
