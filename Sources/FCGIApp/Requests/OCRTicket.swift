import Domain
import FCGIServer
import FoundationEssentials

/// What is known of a scan before its text: where to ask for it. It is the whole answer where nobody waits, and what is
/// kept under an `Idempotency-Key`, so that a request that is sent again waits for the same document.
struct OCRTicket: Decodable {
    struct File: Decodable {
        let filename: String
        let originalName: String
        let size: Int
        let path: String
    }

    let documentId: String
    let filename: String
    /// Of an upload.
    let file: File?

    /// A stored file is called as the reference calls it, `<milliseconds>-<name>`; its path is one within the service.
    init(_ receipt: Intake.Receipt, isUpload: Bool) {
        documentId = "\(receipt.document)"
        guard isUpload else {
            filename = receipt.filename
            file = nil
            return
        }
        let stored = UploadName.text(receipt.document, filename: receipt.filename)
        filename = stored
        file = File(
            filename: stored, originalName: receipt.filename, size: receipt.bytes, path: "/shared_media/" + stored)
    }

    /// From an answer that is a ticket.
    init(_ response: Response) throws {
        guard case .bytes(let bytes) = response.body else { throw HTTPProblem.internalError }
        self = try JSONDecoder().decode(OCRTicket.self, from: Data(bytes))
    }

    /// 202: it is not read yet.
    var response: Response {
        var response = Response.json(.accepted) { json in
            json.member("success", true)
            json.member("message", "File accepted; ask for its result at resultUrl")
            json.member("documentId", documentId)
            json.member("statusUrl", "/documents/\(documentId)/status")
            json.member("resultUrl", "/documents/\(documentId)/result")
            json.member("filename", filename)
            if let file { json.object("file") { file.write(to: &$0) } }
        }
        response.headers["Location"] = "/documents/\(documentId)/status"
        response.headers["Retry-After"] = "2"
        return response
    }
}

extension OCRTicket.File {
    func write(to json: inout JSONWriter) {
        json.member("filename", filename)
        json.member("originalName", originalName)
        json.member("size", size)
        json.member("path", path)
    }
}
