import Domain
import FCGIServer
import Persistence

/// What was read of a document, in the form that the client wants.
enum DocumentResultRoutes {
    static let all: [Route] = [
        Route(.get, "/documents/{id}/result", scope: .documentsRead, get)
    ]

    @Sendable
    private static func get(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        let key = try request.key()
        let id = try request.identifier("id")
        let row = try context.app.resultGet(key: key, document: id)
        let format = try ResultFormat(request)
        if format == .pdf { return try PDFAnswer(request, context, key: key, document: id).response() }
        let head = ResultHead(document: id, filename: row.filename, sha256: row.sha256, mediaType: row.mediaType)
        guard let renderer = format.renderer() else { return try html(row, context) }
        let tag = "\"\(Digest(sha256: "\(row.resultKey) \(format) 1").hex.prefix(32))\""
        if request.matches(tag: tag) { return caching(Response(.notModified), tag: tag) }
        let pages = ResultPages(key: key, document: id, reading: row.resultKey, app: context.app)
        let body = try pages.render(renderer, head, into: Spool(folder: try context.settings.blobs.incoming()))
        var response = Response(.ok, headers: ["Content-Type": format.contentType], body: .spooled(body))
        response.headers.setDisposition(name: format.fileName(of: row.filename), inline: true)
        return caching(response, tag: tag)
    }

    /// The page that the reading left.
    private static func html(_ row: ResultGetRow, _ context: HandlerContext) throws -> Response {
        try context.settings.blobs.response(
            row.resultKey, contentType: ResultFormat.html.contentType,
            name: ResultFormat.html.fileName(of: row.filename), inline: true)
    }

    /// The client may keep it, and asks each time whether it is still so: the document may be read again.
    private static func caching(_ response: Response, tag: String) -> Response {
        var response = response
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["Vary"] = "Accept"
        return response
    }
}

extension ResultFormat {
    /// What the client wants: `?format=`, else its `Accept`, else JSON.
    init(_ request: Request) throws {
        if let name = request.query["format"] {
            guard let format = ResultFormat(rawValue: name) else {
                throw HTTPProblem(.badRequest, "invalid_parameter", "Give format as one of \(Self.names).")
            }
            self = format
            return
        }
        let choices = Self.allCases.map { ($0, types: $0.mediaTypes) }
        guard let format = Accept(request.header("Accept")).best(of: choices) else {
            throw HTTPProblem(
                .notAcceptable, "not_acceptable",
                "Accept one of \(Self.types), or give format as one of \(Self.names).")
        }
        self = format
    }

    private static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
    private static var types: String { allCases.map { $0.mediaTypes[0] }.joined(separator: ", ") }

    /// The document's name with the extension of this form.
    func fileName(of name: String) -> String {
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
        return (stem.isEmpty ? "document" : stem) + "." + fileExtension
    }
}

/// The pages of one reading, fetched one by one.
struct ResultPages {
    let key: Digest
    let document: Identifier
    /// The result key, which each reading has anew.
    let reading: String
    let app: AppSession

    /// Calls `body` for each page in order; throws 409 where the document is read again meanwhile.
    func forEach(_ body: (Page) throws -> Void) throws {
        var last = 0
        while let row = try app.resultPage(key: key, document: document, resultKey: reading, after: last).first {
            try body(Page(row))
            last = row.number
        }
    }

    /// The whole result.
    func render(_ renderer: any ResultRenderer, _ head: ResultHead, into spool: Spool) throws -> Spooled {
        var renderer = renderer
        try spool.write(renderer.begin(head))
        try forEach { try spool.write(renderer.page($0)) }
        try spool.write(renderer.end())
        return try spool.finish()
    }
}

extension Request {
    /// Whether `If-None-Match` names the tag, in the weak comparison.
    func matches(tag: String) -> Bool {
        guard let header = header("If-None-Match") else { return false }
        return header.split(separator: ",").contains { part in
            let name = part.drop { $0 == " " }
            return name == "*" || name == tag || name == "W/" + tag
        }
    }
}
