import Domain
import FCGIServer
import Persistence
import Platform

/// A POST that its sender may send again: with an `Idempotency-Key`, its work is done once and its answer kept for a day,
/// in the transaction that does the work. Without one it is a transaction like any other.
///
///     let once = try Once(request, key: key, app: context.app)
///     if let answer = try once.replay(fingerprint) { return answer }
///     return try once.run(fingerprint) { transaction in … }
struct Once {
    private let key: Digest
    private let route: String
    private let app: AppSession
    /// The SHA-256 of the header's value; nil without the header.
    private let name: Digest?

    /// Throws 400 where the header is there and makes no sense.
    init(_ request: Request, key: Digest, app: AppSession) throws {
        self.key = key
        self.app = app
        route = "\(request.method) \(request.template ?? request.path)"
        guard let header = request.header("Idempotency-Key") else {
            name = nil
            return
        }
        guard let parsed = IdempotencyKey(header: header) else {
            throw HTTPProblem(
                .badRequest, "idempotency_key_invalid",
                "Send Idempotency-Key as 1 to 255 characters of plain ASCII, in quotes or without.")
        }
        name = Digest(sha256: parsed.text)
    }

    /// Whether an answer is kept for this request's name: cheap, and asked before the body is read.
    func isKnown() throws -> Bool {
        guard let name else { return false }
        return try !app.idempotencyFind(key: key, route: route, once: name).isEmpty
    }

    /// The answer that was kept; nil where there is none. Throws 422 where it is the answer to something else.
    func replay(_ fingerprint: Digest) throws -> Response? {
        guard let name, let kept = try app.idempotencyFind(key: key, route: route, once: name).first else { return nil }
        guard kept.fingerprint == fingerprint.hex else {
            throw DatabaseError(.refused(status: 422, code: "idempotency_key_reused"))
        }
        return Self.replayed(kept.status, kept.body)
    }

    /// Does the work and keeps its answer; gives the kept one where another request was quicker. `work` runs again after
    /// a deadlock.
    func run(
        _ fingerprint: Digest, _ work: (AppTransaction) throws(DatabaseError) -> Response
    ) throws(DatabaseError) -> (response: Response, isReplay: Bool) {
        try app.transaction { (transaction) throws(DatabaseError) -> (Response, Bool) in
            guard let name else { return (try work(transaction), false) }
            let kept = try transaction.idempotencyBegin(key: key, route: route, once: name, fingerprint: fingerprint)
            if let kept = kept.first { return (Self.replayed(kept.status, kept.body), true) }
            let response = try work(transaction)
            try transaction.idempotencyEnd(
                key: key, route: route, once: name, status: response.status.code, body: response.text)
            return (response, false)
        }
    }

    private static func replayed(_ status: Int, _ body: String) -> Response {
        var response = Response.json(Array(body.utf8), status: Status(status))
        response.headers["Idempotency-Replayed"] = "true"
        return response
    }
}

extension Response {
    /// The body as it is kept: what is sent again is JSON.
    fileprivate var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}
