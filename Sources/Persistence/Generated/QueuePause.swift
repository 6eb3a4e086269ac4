// Made by bin/generate from sql/routines/queue/queue_pause.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension AdminSession {
    /// has nothing more claimed, from a queue (p_tenant_slug NULL), of a tenant (p_queue NULL), or of a tenant in a
    /// queue. Jobs under way go on; new ones wait. It lasts over restarts. Errors: 45404 queue_unknown, tenant_unknown; 45409
    /// tenant_closed; 45422 queue_or_tenant_missing.
    public func queuePause(queue: String?, tenantSlug: String?, paused: Bool) throws(DatabaseError) {
        _ = try database.change(
            "CALL queue_pause(?,?,?)", [queue.parameter, tenantSlug.parameter, paused.parameter])
    }

}
