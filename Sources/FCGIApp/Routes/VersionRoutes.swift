import Domain
import FCGIServer
import Persistence

/// Reading a document again, and what it was before.
enum VersionRoutes {
    static let all: [Route] = [
        Route(.post, "/documents/{id}/reprocess", scope: .documentsWrite, body: [.json], reprocess),
        Route(.get, "/documents/{id}/versions", scope: .documentsRead, list),
        Route(.get, "/documents/{id}/versions/{number}", scope: .documentsRead, get),
    ]

    private struct Order: Decodable {
        let step: String?
    }

    @Sendable
    private static func reprocess(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let id = try request.identifier("id")
        let once = try Once(request, key: key, app: context.app)
        let order = try request.object(Order.self)
        // What is too long for a step is none.
        let step = order?.step.map { String($0.prefix(30)) }
        let fingerprint = Fingerprint()
        fingerprint.add("\(id)")
        // No step is not the same as one without letters.
        if let step { fingerprint.add(step) }
        var queue: String?
        let outcome = try once.run(fingerprint.finish()) { (transaction) throws(DatabaseError) in
            let row = try transaction.reprocessRequest(key: key, document: id, step: step)
            queue = row.queue
            return .json(.accepted) { json in
                json.member("document_id", id)
                json.member("status", row.status)
                json.member("version", row.version)
            }
        }
        if !outcome.isReplay, let queue { context.settings.doorbell.ring(queue) }
        return outcome.response
    }

    @Sendable
    private static func list(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let id = try request.identifier("id")
        let limit = try request.query.integer("limit", default: 20, in: 1...100)
        let before = try request.query.integer("before", default: 0, in: 0...1_000_000_000)
        // One more than asked for tells whether there are more.
        let rows = try context.app.versionList(
            key: key, document: id, before: before == 0 ? nil : before, limit: limit + 1)
        return .json { json in
            json.member("document_id", id)
            json.array("versions", rows.prefix(limit)) { json, row in
                json.object {
                    $0.member("number", row.number)
                    $0.member("status", row.status)
                    $0.member("quality_score", row.qualityScore)
                    $0.member("predicted_accuracy", row.predictedAccuracy)
                    $0.member("needs_review", row.needsReview)
                    $0.error(row.errorCode, row.errorDetail)
                    $0.keeping(row.madeAt, row.keptAt, row.keptBy, row.nextStep)
                    $0.member("changes", raw: row.changes ?? "null")
                }
            }
            json.member("next_before", rows.count > limit ? rows[limit - 1].number : nil)
        }
    }

    @Sendable
    private static func get(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let id = try request.identifier("id")
        // What is no number names no version, and there is none of number 0.
        let number = Int(try request.parameter("number")).flatMap { (1...1_000_000_000).contains($0) ? $0 : nil } ?? 0
        let row = try context.app.versionGet(key: key, document: id, number: number)
        return .json { json in
            json.member("document_id", id)
            json.member("number", number)
            json.member("status", row.status)
            json.member("quality_score", row.qualityScore)
            json.member("predicted_accuracy", row.predictedAccuracy)
            json.member("needs_review", row.needsReview)
            json.member("findings", raw: row.findings)
            json.member("fields", raw: row.fields)
            json.member("pages", raw: row.pages)
            json.member("page_count", row.pageCount)
            json.member("text_length", row.textLength)
            json.member("confidence", row.confidence)
            json.error(row.errorCode, row.errorDetail)
            json.keeping(row.madeAt, row.keptAt, row.keptBy, row.nextStep)
            json.member("changes", raw: row.changes ?? "null")
        }
    }
}

extension JSONWriter {
    /// When a version was made, and why it is one.
    fileprivate mutating func keeping(_ made: Timestamp, _ kept: Timestamp, _ by: String, _ step: String) {
        member("made_at", "\(made)")
        member("kept_at", "\(kept)")
        member("kept_by", by)
        member("next_step", step)
    }
}
