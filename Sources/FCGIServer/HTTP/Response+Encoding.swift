extension Response {
    /// The bytes a FastCGI responder writes: header, blank line, body; a spooled body is to follow them. `HEAD` gets the
    /// header alone, its Content-Length that of the body it would have had.
    public func encoded(requestID: String, isHead: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        var content: [UInt8] = []
        if case .bytes(let body) = self.body { content = body }
        bytes.reserveCapacity(512 + content.count)
        func line(_ name: String, _ value: String) {
            bytes.append(contentsOf: name.utf8)
            bytes.append(contentsOf: ": ".utf8)
            bytes.append(contentsOf: value.utf8)
            bytes.append(contentsOf: "\r\n".utf8)
        }
        line("Status", "\(status.code) \(status.phrase)")
        for (name, value) in headers.fields where !Self.isOurs(name) { line(name, value) }
        line("X-Request-Id", requestID)
        switch body {
        case .file(let path): line("X-Accel-Redirect", Percent.encode(path: path))
        case .bytes where !status.forbidsBody: line("Content-Length", String(content.count))
        case .spooled(let body) where !status.forbidsBody: line("Content-Length", String(body.count))
        case .empty where !status.forbidsBody: line("Content-Length", "0")
        default: break
        }
        bytes.append(contentsOf: "\r\n".utf8)
        if !isHead && !status.forbidsBody { bytes.append(contentsOf: content) }
        return bytes
    }

    /// What follows `encoded`, unless the request was `HEAD`.
    var spooled: Spooled? {
        if case .spooled(let body) = body, !status.forbidsBody { body } else { nil }
    }

    /// Fields that follow from the answer itself; a handler cannot contradict them.
    private static func isOurs(_ name: String) -> Bool {
        ["Status", "Content-Length", "X-Request-Id", "X-Accel-Redirect"].contains { Headers.same($0, name) }
    }
}
