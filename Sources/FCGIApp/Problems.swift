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
                .contentTooLarge, "quota_storage_exceeded", sentence("quota_storage_exceeded"),
                type: HTTPProblem.quotaExceeded, violatedPolicies: ["storage"])
        case .refused(409, "idempotency_in_progress"):
            return HTTPProblem(
                .conflict, "idempotency_in_progress", sentence("idempotency_in_progress"),
                headers: ["Retry-After": "1"])
        case .refused(let status, let code):
            guard let kind = HTTPProblem.Kind(rawValue: status) else { return nil }
            return HTTPProblem(kind, code, sentence(code))
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
            .tooManyRequests, "quota_documents_exceeded", sentence("quota_documents_exceeded"),
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

    /// A schema that is newer than this process may have codes that it does not know.
    private static func sentence(_ code: String) -> String {
        Refusals.app[code] ?? "The request was refused: \(code)."
    }
}
