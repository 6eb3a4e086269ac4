import Domain
import FCGIServer
import FoundationEssentials
import Persistence

/// The CRM's routes: a file goes in and its text comes back in the same answer. Each is a document of the OCR pipeline,
/// first in its queue, that the request waits for.
enum OCRRoutes {
    static let all: [Route] = [
        Route(.get, "/api/ocr/health", access: .open, health),
        Route(.post, "/api/ocr/upload", scope: .documentsWrite, body: [.multipart], upload),
        Route(.post, "/api/ocr/scan", scope: .documentsWrite, body: [.json], scan),
        Route(.post, "/api/ocr/extract-text", scope: .documentsWrite, body: [.json, .multipart], extractText),
    ]

    private struct Order: Decodable {
        let filename: String
    }

    /// For load balancers: needs no key, tells nothing of any tenant.
    @Sendable
    private static func health(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        _ = try context.app.serviceHealth()
        let url = context.settings.publicURL ?? "\(request.scheme)://\(request.host)"
        return .json { json in
            json.member("success", true)
            json.member("status", "healthy")
            json.member("service", "OCR Service")
            json.member("url", url)
        }
    }

    @Sendable
    private static func upload(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let kept = try intake(context).take(request) { OCRTicket($0, isUpload: true).response }
        return try OCRAnswer(request, context, form: .scan).finish(kept)
    }

    @Sendable
    private static func scan(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let kept = try shared(request, context)
        return try OCRAnswer(request, context, form: .scan).finish(kept)
    }

    /// A file in a form, or the name of a shared one.
    @Sendable
    private static func extractText(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let kept =
            request.contentType == "multipart/form-data"
            ? try intake(context).take(request) { OCRTicket($0, isUpload: true).response }
            : try shared(request, context)
        return try OCRAnswer(request, context, form: .text).finish(kept)
    }

    private static func shared(_ request: Request, _ context: HandlerContext) throws -> Response {
        guard let name = try request.object(Order.self)?.filename else {
            throw BodyProblem(
                problem: HTTPProblem(.badRequest, "missing_file", "Name the file: {\"filename\": \"image.jpg\"}."))
        }
        return try intake(context).take(request, shared: name) { OCRTicket($0, isUpload: false).response }
    }

    private static func intake(_ context: HandlerContext) -> Intake {
        Intake(pipeline: "ocr", types: [.jpeg, .png, .pdf], priority: 1, settings: context.settings, app: context.app)
    }
}
