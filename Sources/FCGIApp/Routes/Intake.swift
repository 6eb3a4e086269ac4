import Domain
import FCGIServer
import Persistence
import Platform

/// An upload on its way to a document: the key first, then the bytes to disk, then one routine that makes the rows.
struct Intake {
    /// What was taken in.
    struct Receipt {
        let document: Identifier
        let row: DocumentCreateRow
        let filename: String
        let type: FileType
        let bytes: Int
        let sha256: Digest
    }

    /// What the document goes through where the client names neither a pipeline nor a type.
    let pipeline: String
    let settings: HandlerSettings
    let app: AppSession

    func take(_ request: Request) throws -> Receipt {
        let key = try request.key()
        let tenant = try app.uploadBegin(key: key)
        let incoming = try settings.blobs.create()
        let upload = try UploadReader(limit: HandlerSettings.uploadLimit).read(request) { bytes in
            try bytes.withUnsafeBytes { try incoming.write($0) }
        }
        let file = try upload.requireFile()
        try checkUser(upload.fields["userId"], tenant.tenantUid)
        let priority = try self.priority(upload.fields["priority"])
        let documentType = try name(upload.fields["document_type"], "document_type_unknown")
        let wanted = try name(upload.fields["pipeline"], "pipeline_unknown")
        let type = try FileType.sniff(incoming.head)
        let name = FileName(file.filename)
        var random = SystemRandomNumberGenerator()
        let now = Clock.milliseconds()
        let document = Identifier(milliseconds: now, using: &random)
        let media = Identifier(milliseconds: now, using: &random)
        let storageKey = "uploads/\(tenant.tenantUid)/\(tenant.month)/\(media)/\(name.storageSafe)"
        let digest = incoming.digest()
        try incoming.keep(as: storageKey)
        let row = try discarding(storageKey) { () throws(DatabaseError) in
            try app.documentCreate(
                key: key, document: document, media: media, sha256: digest, type: type.mimeType,
                bytes: incoming.count, storageKey: storageKey, filename: name.display, documentType: documentType,
                pipeline: wanted ?? (documentType == nil ? pipeline : nil), priority: priority)
        }
        // The tenant holds these bytes already, under another key.
        if row.storageKey != storageKey { settings.blobs.remove(storageKey) }
        settings.doorbell.ring(row.queue)
        return Receipt(
            document: document, row: row, filename: name.display, type: type, bytes: incoming.count, sha256: digest)
    }

    /// Without a row the file is nobody's; where the answer was lost, the row may exist, so the file stays.
    private func discarding<Value>(
        _ storageKey: String, _ body: () throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        do throws(DatabaseError) {
            return try body()
        } catch {
            if error.kind != .unavailable { settings.blobs.remove(storageKey) }
            throw error
        }
    }

    /// The name of a type or pipeline, nil where the client left it empty; none is longer than 30 letters.
    private func name(_ text: String?, _ code: String) throws -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.unicodeScalars.count <= 30 else { throw DatabaseError(.refused(status: 422, code: code)) }
        return text
    }

    private func checkUser(_ user: String?, _ tenant: Identifier) throws {
        guard let user, !user.isEmpty else { return }
        guard Identifier(user) == tenant else {
            throw DatabaseError(.refused(status: 403, code: "user_mismatch"))
        }
    }

    private func priority(_ text: String?) throws -> Int {
        guard let text, !text.isEmpty else { return 5 }
        guard let priority = Int(text), (1...10).contains(priority) else {
            throw DatabaseError(.refused(status: 422, code: "priority_invalid"))
        }
        return priority
    }
}
