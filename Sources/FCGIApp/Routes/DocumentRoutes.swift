import Domain
import FCGIServer
import Persistence

/// The invoice scanner's routes.
enum DocumentRoutes {
    static let all: [Route] = [
        Route(.post, "/documents/upload", scope: .documentsWrite, body: [.multipart], upload),
        Route(.get, "/documents/{id}/status", scope: .documentsRead, status),
        Route(.get, "/documents/{id}", scope: .documentsRead, get),
        Route(.post, "/documents/{id}/cancel", scope: .documentsWrite, cancel),
    ]

    @Sendable
    private static func upload(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        try Intake(pipeline: "invoice", settings: context.settings, app: context.app).take(request) { receipt in
            .json(.created) { json in
                json.member("message", "Document uploaded and queued for processing")
                json.object("document") {
                    $0.member("id", receipt.document)
                    $0.member("status", receipt.row.status)
                    $0.member("created_at", "\(receipt.row.createdAt)")
                }
                // A task of the OCR platform is a document too: GET /api/tasks/{task_id} knows it.
                json.member("task_id", receipt.document)
            }
        }
    }

    @Sendable
    private static func status(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let id = try request.identifier("id")
        let row = try context.app.documentProgress(key: key, document: id)
        return .json { json in
            json.member("document_id", id)
            json.member("status", row.status)
            json.member("status_name", row.statusName)
            json.member("status_description", row.statusDescription)
            json.object("progress") {
                $0.member("current_step", row.stepNumber)
                $0.member("total_steps", row.totalSteps)
                $0.member("percentage", row.stepNumber * 100 / max(1, row.totalSteps))
            }
            json.member("quality_score", row.qualityScore)
            json.member("needs_review", row.needsReview)
            json.error(row.errorCode, row.errorDetail)
            json.member("created_at", "\(row.createdAt)")
            json.member("last_update", "\(row.updatedAt)")
        }
    }

    @Sendable
    private static func cancel(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let id = try request.identifier("id")
        let once = try Once(request, key: key, app: context.app)
        let fingerprint = Fingerprint()
        fingerprint.add("\(id)")
        return try once.run(fingerprint.finish()) { (transaction) throws(DatabaseError) in
            let row = try transaction.documentCancel(key: key, document: id)
            return .json { json in
                json.member("document_id", id)
                json.member("status", row.status)
                json.member("last_update", "\(row.updatedAt)")
            }
        }.response
    }

    @Sendable
    private static func get(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let id = try request.identifier("id")
        let row = try context.app.documentShow(key: key, document: id)
        return .json { json in
            json.member("id", id)
            json.member("status", row.status)
            json.members(rawObject: row.fieldValues)
            json.member("predicted_accuracy", row.predictedAccuracy)
            json.member("quality_score", row.qualityScore)
            json.member("needs_review", row.needsReview)
            json.member("findings", raw: row.findings)
            json.member("fields", raw: row.fields)
            json.array("line_items", row.lines) { json, line in json.lineItem(line) }
            json.array("tax_breakdown", row.taxes) { json, tax in json.taxSubtotal(tax) }
            json.member("einvoice", raw: row.einvoice ?? "null")
            json.member("pages", raw: row.pages)
            json.member("document_type", row.documentType)
            json.member("tags", raw: row.tags)
            json.member("filename", row.filename)
            json.error(row.errorCode, row.errorDetail)
            json.member("created_at", "\(row.createdAt)")
            json.member("last_update", "\(row.updatedAt)")
        }
    }
}

extension JSONWriter {
    /// What went wrong with a document, or null.
    mutating func error(_ code: String?, _ detail: String?) {
        guard let code else { return member("error", raw: "null") }
        object("error") {
            $0.member("code", code)
            $0.member("detail", detail)
        }
    }
}

extension DecimalText: JSONValue {
    /// A number, digit for digit.
    public func appendJSON(to json: inout JSONWriter) { JSONDecimal(text).appendJSON(to: &json) }
}
