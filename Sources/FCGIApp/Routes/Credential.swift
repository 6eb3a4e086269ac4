import Domain
import FCGIServer
import Platform

extension Request {
    /// The SHA-256 of the key that the client sent, `Authorization: Bearer <key>` or `X-Api-Key`; the key itself goes
    /// no further than here.
    func key() throws -> Digest {
        if let header = header("Authorization") {
            let parts = header.split(separator: " ", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "bearer" { return Digest(sha256: String(parts[1])) }
        } else if let key = header("X-Api-Key") {
            return Digest(sha256: key)
        }
        throw HTTPProblem(
            .unauthorized, "key_missing", "Send an API key: Authorization: Bearer <key>, or X-Api-Key: <key>.")
    }
}
