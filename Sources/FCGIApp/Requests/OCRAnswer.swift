import Domain
import FCGIServer
import Persistence

/// Waits for a scan and renders it as the CRM knows it.
struct OCRAnswer {
    enum Form {
        /// Text and lines with their places.
        case scan
        /// Text alone.
        case text
    }

    private let request: Request
    private let context: HandlerContext
    private let form: Form

    init(_ request: Request, _ context: HandlerContext, form: Form) {
        self.request = request
        self.context = context
        self.form = form
    }

    /// The answer to a request whose ticket is `kept`: what was read, what is wrong with the file, or the ticket.
    func finish(_ kept: Response) throws -> Response {
        let ticket = try OCRTicket(kept)
        guard let document = Identifier(ticket.documentId) else { throw HTTPProblem.internalError }
        let key = try request.key()
        let app = context.app
        guard let row = try wait(key, document) else { return replayed(ticket.response, as: kept) }
        if let code = row.errorCode {
            throw HTTPProblem(.unprocessable, code, row.errorDetail ?? "Send another copy: this one cannot be read.")
        }
        let result = try app.resultGet(key: key, document: document)
        let pages = ResultPages(key: key, document: document, reading: result.resultKey, app: app)
        let body = try render(ticket, pages)
        var response = Response(
            .ok, headers: ["Content-Type": "application/json", "Cache-Control": "no-store"], body: .spooled(body))
        response.headers["Link"] = "</documents/\(document)/result>; rel=\"alternate\""
        return replayed(response, as: kept)
    }

    /// The document once it is final; nil where that takes too long, or where the key may bring documents and not see them.
    private func wait(_ key: Digest, _ document: Identifier) throws -> DocumentProgressRow? {
        do {
            return try context.settings.waiting.wait(request, key: key) {
                let row = try context.app.documentProgress(key: key, document: document)
                return row.isFinal ? row : nil
            }
        } catch let error as DatabaseError where error.kind == .refused(status: 403, code: "scope_missing") {
            return nil
        }
    }

    private func replayed(_ response: Response, as kept: Response) -> Response {
        var response = response
        response.headers["Idempotency-Replayed"] = kept.headers["Idempotency-Replayed"]
        return response
    }

    /// Page by page, first the texts and then the lines.
    private func render(_ ticket: OCRTicket, _ pages: ResultPages) throws -> Spooled {
        let spool = Spool(folder: try context.settings.blobs.incoming())
        try spool.write(opening(ticket))
        var separator = ""
        try pages.forEach { page in
            try spool.write(separator + Self.escaped(page.text))
            separator = "\\n"
        }
        try spool.write("\"")
        if form == .scan {
            try spool.write(",\"results\":[")
            var isFirst = true
            try pages.forEach { page in
                for block in PageLayout(page).blocks {
                    for line in block.lines {
                        try spool.write((isFirst ? "" : ",") + Self.entry(line, of: page))
                        isFirst = false
                    }
                }
            }
            try spool.write("]")
        }
        try spool.write(",\"filename\":\"\(Self.escaped(ticket.filename))\"" + (form == .scan ? "}}" : "}"))
        return try spool.finish()
    }

    /// Up to the quote before the text.
    private func opening(_ ticket: OCRTicket) -> String {
        var json = JSONWriter()
        json.object {
            $0.member("success", true)
            $0.member("message", form == .scan ? "File scanned successfully" : "Text extracted successfully")
            if form == .scan, let file = ticket.file { $0.object("file") { file.write(to: &$0) } }
        }
        return json.text.dropLast() + (form == .scan ? ",\"ocr\":{\"success\":true,\"text\":\"" : ",\"text\":\"")
    }

    /// A line as PaddleOCR's service gives it: four corners from the top left, clockwise.
    private static func entry(_ line: PageLayout.Line, of page: Page) -> String {
        let box = line.box
        var json = JSONWriter()
        json.object {
            $0.member("text", line.text)
            $0.member("confidence", (line.confidence * 10_000).rounded() / 10_000)
            $0.member(
                "box",
                [[box.left, box.top], [box.right, box.top], [box.right, box.bottom], [box.left, box.bottom]])
            $0.member("page", page.number)
        }
        return json.text
    }

    private static func escaped(_ text: String) -> String {
        var json = JSONWriter()
        json.value(text)
        return String(json.text.dropFirst().dropLast())
    }
}
