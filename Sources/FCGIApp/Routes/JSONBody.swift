import FCGIServer
import FoundationEssentials

/// What is wrong with the body of a request. The gate asks whether its sender may send one before it says so.
struct BodyProblem: Error {
    let problem: HTTPProblem
}

extension Request {
    /// The body as an object in JSON; nil where there is none. 415 for another type of content, 413 for what is too
    /// large, 400 for what is not the object that was expected.
    func object<Value: Decodable>(_ type: Value.Type, limit: Int = 65_536) throws -> Value? {
        guard let length = body.length, length > 0 else { return nil }
        do {
            guard contentType == "application/json" else {
                throw HTTPProblem(
                    .unsupportedMediaType, "unsupported_media_type", "Send the body as application/json, or none.")
            }
            let bytes = try body.bytes(limit: limit)
            guard let value = try? JSONDecoder().decode(type, from: Data(bytes)) else {
                throw HTTPProblem(
                    .badRequest, "invalid_json", "Send an object in JSON with the members of this request.")
            }
            return value
        } catch let problem as HTTPProblem {
            throw BodyProblem(problem: problem)
        }
    }
}
