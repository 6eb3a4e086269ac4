// Made by bin/generate from sql/routines/service/probe.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension WorkerTransaction {
    /// the effect of a probe: an event with the job's number and the microsecond since 1970 at which the worker
    /// began. Errors: 45409 lease_lost.
    public func probeComplete(lease: Lease, startedUs: Int) throws(DatabaseError) {
        _ = try database.part(
            "CALL probe_complete(?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, startedUs.parameter])
    }

}
