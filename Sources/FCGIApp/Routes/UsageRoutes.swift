import FCGIServer
import Persistence

/// What a tenant may use and has used.
enum UsageRoutes {
    static let all: [Route] = [
        Route(.get, "/api/usage", scope: .documentsRead, usage)
    ]

    @Sendable
    private static func usage(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let row = try context.app.usageGet(key: try request.key())
        return .success { json in
            json.member("package", row.package)
            json.object("period") {
                $0.member("start", "\(row.periodStart)")
                $0.member("end", "\(row.periodEnd)")
            }
            json.object("documents") {
                $0.member("used", row.documentsUsed)
                $0.member("limit", row.documentsLimit)
            }
            json.object("storage_bytes") {
                $0.member("used", row.storageUsed)
                $0.member("limit", row.storageLimit)
            }
            json.member("concurrency", row.concurrency)
            if let standing = context.standing {
                json.object("requests") {
                    $0.member("limit", standing.quota)
                    $0.member("period_seconds", standing.period)
                    $0.member("remaining", standing.remaining)
                    $0.member("reset_seconds", standing.reset)
                }
            }
        }
    }
}
