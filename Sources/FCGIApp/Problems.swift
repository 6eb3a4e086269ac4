import Domain
import FCGIServer
import Persistence
import Platform

/// The one place where errors of the layers below become answers.
enum Problems {
    @Sendable
    static func translate(_ error: any Error) -> HTTPProblem? {
        switch error {
        case let error as DatabaseError: translate(error)
        case let problem as DocumentProblem: translate(problem)
        case let error as BlobError: translate(error)
        case let error as SpoolError: translate(BlobError(errno: error.errno))
        default: nil
        }
    }

    private static func translate(_ error: DatabaseError) -> HTTPProblem? {
        switch error.kind {
        case .refused(429, "quota_documents_exceeded"): return documentsExceeded()
        case .refused(413, "quota_storage_exceeded"):
            return HTTPProblem(
                .contentTooLarge, "quota_storage_exceeded",
                "Ask for a larger package: the tenant's storage is full. GET /api/usage shows it.",
                type: HTTPProblem.quotaExceeded, violatedPolicies: ["storage"])
        case .refused(409, "idempotency_in_progress"):
            return HTTPProblem(
                .conflict, "idempotency_in_progress",
                "Send it again in a second: a request with this Idempotency-Key is under way.",
                headers: ["Retry-After": "1"])
        case .refused(let status, let code):
            guard let kind = HTTPProblem.Kind(rawValue: status) else { return nil }
            return HTTPProblem(kind, code, sentences[code] ?? "The request was refused: \(code).")
        case .unavailable:
            Log.error("database unavailable", ["error": "\(error)"])
            return HTTPProblem(.unavailable, "unavailable", "Try again in a few seconds.", retryAfter: 5)
        case .conflict:
            return HTTPProblem(.unavailable, "busy", "Try again in a second.", retryAfter: 1)
        case .fault: return nil
        }
    }

    /// Counting begins anew with the month, which is when to try again.
    private static func documentsExceeded() -> HTTPProblem {
        let now = Clock.milliseconds()
        let month = BillingMonth(milliseconds: now)
        return HTTPProblem(
            .tooManyRequests, "quota_documents_exceeded",
            "Wait for the next month, or ask for a larger package: the tenant has used its documents of this month.",
            detail: "The count begins anew at \(month.nextDay)T00:00:00Z. GET /api/usage shows it.",
            type: HTTPProblem.quotaExceeded, violatedPolicies: ["documents"],
            retryAfter: Int((month.endMilliseconds - now) / 1000) + 1)
    }

    private static func translate(_ problem: DocumentProblem) -> HTTPProblem {
        let kind: HTTPProblem.Kind = problem.code == .unsupportedType ? .unsupportedMediaType : .unprocessable
        return HTTPProblem(kind, problem.code.rawValue, problem.detail)
    }

    private static func translate(_ error: BlobError) -> HTTPProblem? {
        Log.error("cannot store a file", ["error": "\(error)"])
        guard error.isFull else { return nil }
        return HTTPProblem(
            .insufficientStorage, "storage_full", "The service has no room for files at the moment. Try again later.",
            headers: ["Retry-After": "60"])
    }

    private static let sentences = [
        "key_invalid": "Check the API key: it is not known.",
        "key_expired": "Ask for a new API key: this one has expired.",
        "key_revoked": "Ask for a new API key: this one was revoked.",
        "scope_missing":
            "Use a key that has the scope for this: the key is valid, its scopes do not cover the request.",
        "user_mismatch": "Leave userId out, or send the one that belongs to the key.",
        "document_unknown": "Check the id: your tenant has no such document.",
        "version_unknown": "Check the number: the document has no such version.",
        "document_busy": "Try again when the document's status is final: it is still being processed.",
        "step_unready": "Begin with an earlier step: the document lacks what this step reads.",
        "step_unknown": "Name a step of the document's pipeline, such as ocr, or none for the first.",
        "priority_invalid": "Send a priority from 1 (first) to 10 (last).",
        "pipeline_unknown": "Choose a pipeline that exists: invoice, ocr, or one that your tenant defined.",
        "document_type_unknown": "Choose a document type that exists: invoice, or one that your tenant defined.",
        "limit_invalid": "Send a limit from 1 to 100.",
        "job_ended": "There is nothing to cancel: the work on this document has ended.",
        "result_not_ready": "Ask again later: the document is still being read.",
        "result_failed": "The document could not be read, so there is no result; its status says why.",
        "format_unavailable": "Choose another format: this document has no pages that a PDF could show.",
        "idempotency_key_reused":
            "Choose a new Idempotency-Key: this one was used for another request on this route within a day.",
        "link_unknown": "Ask for a new link: this one is not known.",
        "link_expired": "Ask for a new link: this one has expired.",
    ]
}
