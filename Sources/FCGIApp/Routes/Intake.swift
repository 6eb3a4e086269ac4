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
    /// The types that the route takes.
    var types = Set(FileType.allCases)
    /// Of the document's jobs; nil: as the client says. Where it is set, the client chooses no pipeline or type either.
    var priority: Int?
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
        let fields = priority == nil ? upload.fields : upload.fields.filter { $0.key == "userId" }
        let arrival = Arrival(
            bytes: incoming, digest: digest, name: FileName(file.filename), fields: fields, tenant: tenant)
        return try store(arrival, key, once, fingerprint, answer)
    }

    /// Takes in a file of the tenant's that lies on this host already: a shared one, or one that was uploaded before by the
    /// name that its answer gave it.
    func take(_ request: Request, shared name: String, answer: (Receipt) -> Response) throws -> Response {
        let key = try request.key()
        let once = try Once(request, key: key, app: app)
        let fingerprint = Self.fingerprint(nil, name, [:])
        if let kept = try once.replay(fingerprint) { return kept }
        let tenant = try app.uploadBegin(key: key)
        let incoming = try settings.blobs.create()
        let limit = HandlerSettings.uploadLimit
        if let stored = try uploaded(name, key) {
            try MediaFolder.read(stored, of: settings.blobs, limit: limit) { try incoming.write($0) }
        } else {
            try settings.media.read(name, of: tenant.tenantUid, limit: limit) { try incoming.write($0) }
        }
        let arrival = Arrival(
            bytes: incoming, digest: incoming.digest(), name: FileName(name), fields: [:], tenant: tenant)
        return try store(arrival, key, once, fingerprint, answer)
    }

    /// The storage key of an upload of the tenant's; nil where it has none of that name. A shared file cannot be called so by
    /// chance: the service chose the millisecond.
    private func uploaded(_ name: String, _ key: Digest) throws -> String? {
        guard let name = UploadName(name) else { return nil }
        let rows = try app.uploadFind(key: key, first: name.ids.lowerBound, last: name.ids.upperBound)
        return rows.first { name.matches(filename: $0.filename) }?.storageKey
    }

    /// A file that is whole, and what its sender said of it.
    private struct Arrival {
        let bytes: IncomingFile
        let digest: Digest
        let name: FileName
        let fields: [String: String]
        let tenant: UploadBeginRow
    }

    /// From the file to a document and its first job, or to the answer of another request that was quicker.
    private func store(
        _ arrival: Arrival, _ key: Digest, _ once: Once, _ fingerprint: Digest, _ answer: (Receipt) -> Response
    ) throws -> Response {
        let (incoming, name, tenant) = (arrival.bytes, arrival.name, arrival.tenant)
        try checkUser(arrival.fields["userId"], tenant.tenantUid)
        let priority = try self.priority ?? self.priority(arrival.fields["priority"])
        let documentType = try self.name(arrival.fields["document_type"], "document_type_unknown")
        let wanted = try self.name(arrival.fields["pipeline"], "pipeline_unknown")
        let type = try sniff(incoming.head)
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
                    key: key, document: document, media: media, sha256: arrival.digest, type: type.mimeType,
                    bytes: incoming.count, storageKey: storageKey, filename: name.display,
                    documentType: documentType, pipeline: wanted ?? (documentType == nil ? pipeline : nil),
                    priority: priority)
                added = row
                return answer(
                    Receipt(
                        document: document, row: row, filename: name.display, type: type, bytes: incoming.count,
                        sha256: arrival.digest))
            }
        }
        // Another request made the document, or the tenant holds these bytes already, under another key.
        if outcome.isReplay || added?.storageKey != storageKey { settings.blobs.remove(storageKey) }
        if !outcome.isReplay, let added { [added.queue, "events"].forEach(settings.doorbell.ring) }
        return outcome.response
    }

    private func sniff(_ head: [UInt8]) throws(DocumentProblem) -> FileType {
        let type = try FileType.sniff(head)
        guard types.contains(type) else {
            let names = FileType.allCases.filter(types.contains).map { $0.rawValue.uppercased() }
            throw DocumentProblem(.unsupportedType, "Only \(names.joined(separator: ", ")) are taken here. Send one.")
        }
        return type
    }

    private static func fingerprint(_ file: Digest?, _ filename: String, _ fields: [String: String]) -> Digest {
        let fingerprint = Fingerprint()
        fingerprint.add(file?.hex ?? "")
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
