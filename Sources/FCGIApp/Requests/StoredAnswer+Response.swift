import FCGIServer
import Persistence

extension FileStore {
    /// A stored file as the answer to a request; `name` is what the client's file shall be called.
    func response(
        _ key: String, contentType: String, name: String? = nil, inline: Bool = false
    ) throws -> Response {
        switch try answer(key) {
        case .location(let path): return .file(path: path, contentType: contentType, name: name, inline: inline)
        case .file(let file):
            let count = try file.count()
            var response = Response.file(path: "", contentType: contentType, name: name, inline: inline)
            response.body = .spooled(Spooled(taking: file.release(), count: count))
            return response
        }
    }
}
