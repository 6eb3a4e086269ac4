import Domain
import FCGIServer
import Persistence
import Platform

/// The OCR platform's routes: a task is a document in its words.
enum TaskRoutes {
    static let all: [Route] = [
        Route(.post, "/api/tasks", scope: .documentsWrite, body: [.multipart], create),
        Route(.get, "/api/tasks", scope: .documentsRead, list),
        Route(.get, "/api/tasks/{id}", scope: .documentsRead, get),
        Route(.get, "/api/tasks/{id}/status", scope: .documentsRead, status),
        Route(.get, "/api/tasks/{id}/result", scope: .documentsRead, result),
    ]

    @Sendable
    private static func create(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        try Intake(pipeline: "ocr", settings: context.settings, app: context.app).take(request) { receipt in
            .success(.created) { json in
                json.member("taskId", receipt.document)
                json.member("fileId", receipt.row.mediaId)
                json.member("filename", receipt.filename)
                json.member("fileSize", receipt.bytes)
                json.member("mimeType", receipt.type.mimeType)
                json.member("s3Key", receipt.row.storageKey)
                json.member("fileHash", receipt.sha256.hex)
                json.member("status", receipt.row.taskStatus)
                json.member("queuePosition", receipt.row.queuePosition)
                json.member("createdAt", "\(receipt.row.createdAt)")
            }
        }
    }

    @Sendable
    private static func list(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let limit = try request.query.integer("limit", default: 50, in: 1...100)
        let offset = try request.query.integer("offset", default: 0, in: 0...1_000_000)
        let user = try request.query["userId"].map { text in
            guard let user = Identifier(text) else {
                throw DatabaseError(.refused(status: 403, code: "user_mismatch"))
            }
            return user
        }
        // One more than asked for tells whether there are more, without a count.
        let rows = try context.app.taskList(key: key, user: user, limit: limit + 1, offset: offset)
        return .json { json in
            json.member("success", true)
            json.array("data", rows.prefix(limit)) { json, row in json.object { $0.task(row) } }
            json.object("pagination") {
                $0.member("limit", limit)
                $0.member("offset", offset)
                $0.member("count", min(limit, rows.count))
                $0.member("hasMore", rows.count > limit)
            }
        }
    }

    @Sendable
    private static func get(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let row = try context.app.taskGet(key: key, document: try request.identifier("id"))
        let url = row.hasResult ? try ResultLink.make(request, context, key: key, document: row.documentId).url : nil
        return .success { json in
            json.member("taskId", row.documentId)
            json.member("fileId", row.mediaId)
            json.member("userId", row.tenantUid)
            json.member("filename", row.filename)
            json.member("fileSize", row.bytes)
            json.member("mimeType", row.type)
            json.member("s3Key", row.storageKey)
            json.member("fileHash", row.sha256)
            json.member("priority", row.priority)
            json.member("status", row.status)
            if let length = row.textLength {
                json.object("result") {
                    $0.member("text_length", length)
                    $0.member("confidence", row.confidence)
                    $0.member("pages", row.pageCount)
                }
            }
            json.member("resultUrl", url)
            json.member("errorCode", row.errorCode)
            json.member("errorMessage", row.errorDetail)
            json.times(row.createdAt, row.startedAt, row.finishedAt, row.updatedAt)
        }
    }

    @Sendable
    private static func status(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let id = try request.identifier("id")
        let row = try context.app.documentProgress(key: key, document: id)
        return .success { json in
            json.member("taskId", id)
            json.member("status", row.taskStatus)
            json.member("message", row.statusDescription)
            json.member("progress", row.stepNumber * 100 / max(1, row.totalSteps))
            json.member("errorCode", row.errorCode)
            json.member("errorMessage", row.errorDetail)
            json.member("createdAt", "\(row.createdAt)")
            json.member("updatedAt", "\(row.updatedAt)")
        }
    }

    @Sendable
    private static func result(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let id = try request.identifier("id")
        let link = try ResultLink.make(request, context, key: key, document: id)
        return .success { json in
            json.member("taskId", id)
            json.member("filename", link.filename)
            json.member("resultUrl", link.url)
            json.member("expiresIn", HandlerSettings.linkSeconds)
        }
    }
}

extension Response {
    /// The OCR platform's envelope: `{"success": true, "data": {…}}`.
    static func success(_ status: Status = .ok, _ members: (inout JSONWriter) -> Void) -> Response {
        .json(status) { json in
            json.member("success", true)
            json.object("data", members)
        }
    }
}

extension JSONWriter {
    /// A row of the list.
    fileprivate mutating func task(_ row: TaskListRow) {
        member("taskId", row.documentId)
        member("fileId", row.mediaId)
        member("userId", row.tenantUid)
        member("filename", row.filename)
        member("fileSize", row.bytes)
        member("mimeType", row.type)
        member("priority", row.priority)
        member("status", row.status)
        member("errorCode", row.errorCode)
        times(row.createdAt, row.startedAt, row.finishedAt, row.updatedAt)
    }

    fileprivate mutating func times(
        _ created: Timestamp, _ started: Timestamp?, _ finished: Timestamp?, _ updated: Timestamp
    ) {
        member("createdAt", "\(created)")
        member("startedAt", started.map { "\($0)" })
        member("completedAt", finished.map { "\($0)" })
        member("updatedAt", "\(updated)")
    }
}
