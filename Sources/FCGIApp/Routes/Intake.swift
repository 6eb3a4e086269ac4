import Domain
import FCGIServer
import Persistence
import Platform

/// An upload on its way to a document: the key first, then the bytes to disk, then one transaction that makes the rows.
struct Intake {
    /// What was taken in.
    struct Receipt {
        let document: Identifier
        let row: DocumentAddRow
        let filename: String
        let type: FileType
        let bytes: Int
        let sha256: Digest
    }

    /// What the document goes through where the client names neither a pipeline nor a type.
    let pipeline: String
    let settings: HandlerSettings
    let app: AppSession

    /// Takes an upload in and gives the answer to it, `answer`, or the one that was given when it was sent before.
    func take(_ request: Request, answer: (Receipt) -> Response) throws -> Response {
        let key = try request.key()
        let once = try Once(request, key: key, app: app)
        // What is sent again uses up nothing, so a full quota does not keep its answer back.
        var tenant = try once.isKnown() ? nil : app.uploadBegin(key: key)
        let incoming = try settings.blobs.create()
        let upload = try UploadReader(limit: HandlerSettings.uploadLimit).read(request) { bytes in
            try bytes.withUnsafeBytes { try incoming.write($0) }
        }
        let file = try upload.requireFile()
        let digest = incoming.digest()
        let fingerprint = Self.fingerprint(digest, file.filename, upload.fields)
        if tenant == nil {
            if let kept = try once.replay(fingerprint) { return kept }
            tenant = try app.uploadBegin(key: key)
        }
        guard let tenant else { throw HTTPProblem.internalError }
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
        try incoming.keep(as: storageKey)
        var added: DocumentAddRow?
        let outcome = try discarding(storageKey) { () throws(DatabaseError) in
            try once.run(fingerprint) { (transaction) throws(DatabaseError) in
                let row = try transaction.documentAdd(
                    key: key, document: document, media: media, sha256: digest, type: type.mimeType,
                    bytes: incoming.count, storageKey: storageKey, filename: name.display,
                    documentType: documentType, pipeline: wanted ?? (documentType == nil ? pipeline : nil),
                    priority: priority)
                added = row
                return answer(
                    Receipt(
                        document: document, row: row, filename: name.display, type: type, bytes: incoming.count,
                        sha256: digest))
            }
        }
        // Another request made the document, or the tenant holds these bytes already, under another key.
        if outcome.isReplay || added?.storageKey != storageKey { settings.blobs.remove(storageKey) }
        if !outcome.isReplay, let added { settings.doorbell.ring(added.queue) }
        return outcome.response
    }

    private static func fingerprint(_ file: Digest, _ filename: String, _ fields: [String: String]) -> Digest {
        let fingerprint = Fingerprint()
        fingerprint.add(file.hex)
        fingerprint.add(filename)
        fingerprint.add(fields)
        return fingerprint.finish()
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
