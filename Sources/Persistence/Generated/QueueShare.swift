// Made by bin/generate from sql/routines/queue/queue_share.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension AdminSession {
    /// a tenant's weight beside the others and its window (jobs that run at once) in a queue; NULL leaves one as it
    /// is, a window of 0 is what the queue and the package have. Errors: 45404 queue_unknown, tenant_unknown; 45422 share_invalid.
    public func queueShare(queue: String, tenantSlug: String, weight: Int?, window: Int?) throws(DatabaseError) {
        _ = try database.change(
            "CALL queue_share(?,?,?,?)", [queue.parameter, tenantSlug.parameter, weight.parameter, window.parameter])
    }

}
