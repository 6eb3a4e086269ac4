import Domain
import FCGIServer
import Persistence

/// A document's searchable PDF: the file where there is one, else made by a job that the request waits for. `HEAD` makes
/// none, and does not wait.
struct PDFAnswer {
    private let request: Request
    private let context: HandlerContext
    private let key: Digest
    private let document: Identifier

    init(_ request: Request, _ context: HandlerContext, key: Digest, document: Identifier) {
        self.request = request
        self.context = context
        self.key = key
        self.document = document
    }

    func response() throws -> Response {
        let isWanted = request.method != .head
        let row = try context.app.pdfRequest(key: key, document: document, make: isWanted)
        if let file = row.fileKey { return try self.file(file, of: row.filename) }
        guard let job = row.job else { return later }
        context.settings.doorbell.ring(row.queue)
        let app = context.app
        let found = try context.settings.waiting.wait(request, key: key) {
            let row = try app.pdfProgress(key: key, document: document, job: job)
            return row.fileKey == nil && row.errorCode == nil ? nil : row
        }
        guard let found else { return later }
        if let file = found.fileKey { return try self.file(file, of: row.filename) }
        throw problem(found)
    }

    private func file(_ key: String, of name: String) throws -> Response {
        try context.settings.blobs.response(
            key, contentType: ResultFormat.pdf.contentType,
            name: ResultFormat.pdf.fileName(of: name))
    }

    /// What is wrong with the file, or that it is being read again.
    private func problem(_ row: PdfProgressRow) -> any Error {
        switch row.errorCode {
        case "result_not_ready": DatabaseError(.refused(status: 409, code: "result_not_ready"))
        case let code:
            HTTPProblem(
                .unprocessable, code ?? "internal_error",
                row.errorDetail ?? "Choose another format: the PDF of this document could not be made.")
        }
    }

    /// 202: it is being made.
    private var later: Response {
        let url = "/documents/\(document)/result?format=pdf"
        var response = Response.json(.accepted) { json in
            json.member("success", true)
            json.member("message", "The PDF is being made; ask again at resultUrl")
            json.member("documentId", document)
            json.member("resultUrl", url)
        }
        response.headers["Location"] = url
        response.headers["Retry-After"] = "2"
        return response
    }
}
