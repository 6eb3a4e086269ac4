import Domain
import FCGIServer
import Persistence
import Platform

/// Links to results: the token in the path is the credential, checked here; nginx sends the file.
enum ResultRoutes {
    static let all: [Route<HandlerContext>] = [
        Route(.get, "/results/{token}/result.html", open)
    ]

    @Sendable
    private static func open(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let row = try context.app.resultLinkOpen(tokenHash: Digest(sha256: try request.parameter("token")))
        return .file(path: "/_results/" + row.resultKey, contentType: "text/html; charset=utf-8")
    }
}

/// A link that is good for an hour.
struct ResultLink {
    let url: String
    let filename: String

    static func make(
        _ request: Request, _ context: HandlerContext, key: Digest, document: Identifier
    ) throws -> ResultLink {
        let token = Secret.make(prefix: "")
        let row = try context.app.resultLinkCreate(
            key: key, document: document, tokenHash: Digest(sha256: token), seconds: HandlerSettings.linkSeconds)
        let base = context.settings.publicURL ?? "\(request.scheme)://\(request.host)"
        return ResultLink(url: "\(base)/results/\(token)/result.html", filename: row.filename)
    }
}
