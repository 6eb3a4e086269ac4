import Domain
import FCGIServer
import Persistence

/// Links to results: the signature in the path is the credential, checked in the database; nginx sends the file.
enum ResultRoutes {
    static let all: [Route] = [
        Route(.get, "/results/{token}/result.html", access: .link, open)
    ]

    @Sendable
    private static func open(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        // What is too long for a token is none.
        let row = try context.app.resultOpen(token: String(try request.parameter("token").prefix(200)))
        return try context.settings.blobs.response(row.resultKey, contentType: "text/html; charset=utf-8")
    }
}

/// A link that is good for an hour.
struct ResultLink {
    let url: String
    let filename: String

    static func make(
        _ request: Request, _ context: HandlerContext, key: Digest, document: Identifier
    ) throws -> ResultLink {
        let row = try context.app.resultLink(key: key, document: document, seconds: HandlerSettings.linkSeconds)
        let base = context.settings.publicURL ?? "\(request.scheme)://\(request.host)"
        return ResultLink(url: "\(base)/results/\(row.token)/result.html", filename: row.filename)
    }
}
