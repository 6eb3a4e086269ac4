import FCGIServer
import Persistence

/// How the service is.
enum ServiceRoutes {
    static let all: [Route] = [
        Route(.get, "/health", access: .open, health),
        Route(.get, "/status", scope: .documentsRead, status),
    ]

    /// For load balancers: needs no key, tells nothing of any tenant.
    @Sendable
    private static func health(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let row = try context.app.serviceHealth()
        return .json { json in
            json.member("status", "healthy")
            json.member("database", "ok")
            json.member("schema_version", row.schemaVersion)
        }
    }

    /// The tenant's own queues.
    @Sendable
    private static func status(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let rows = try context.app.queueStatus(key: try request.key())
        return .success { json in
            json.array("queues", rows) { json, row in
                json.object {
                    $0.member("name", row.queue)
                    $0.member("scheduled", row.scheduled)
                    $0.member("waiting", row.waiting)
                    $0.member("ready", row.ready)
                    $0.member("running", row.running)
                    $0.member("done", row.done)
                    $0.member("failed", row.failed)
                    $0.member("dead", row.dead)
                    $0.member("cancelled", row.cancelled)
                    $0.member("oldest_ready_seconds", row.oldestReadyS)
                    $0.member("longest_running_seconds", row.longestRunningS)
                    $0.member("paused", row.paused)
                }
            }
        }
    }
}
