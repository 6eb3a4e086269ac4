@testable import FCGIServer

extension Request {
    /// A request as nginx would send it.
    static func test(
        _ method: Method = .get, _ target: String = "/", _ more: KeyValuePairs<String, String> = [:],
        body: [UInt8] = []
    ) throws -> Request {
        let bytes = RequestBody(body)
        let pairs: [(String, String)] =
            [("REQUEST_METHOD", method.rawValue), ("REQUEST_URI", target), ("CONTENT_LENGTH", "\(body.count)")]
            + more.map { ($0.key, $0.value) }
        return try Request(Parameters(pairs), id: String(repeating: "a", count: 32)) { buffer in
            (try? bytes.read(into: buffer)) ?? 0
        }
    }
}

extension Response {
    /// What a client would see of the body.
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
