import CCurl

/// A request's headers as libcurl's list of lines.
final class HeaderLines {
    private(set) var list: UnsafeMutablePointer<curl_slist>?

    init(_ request: OutboundRequest, hasBody: Bool) {
        for header in request.headers {
            // Without a value libcurl would leave the header out; a semicolon is its sign for an empty one.
            let isBlank = header.value.allSatisfy { $0 == " " || $0 == "\t" }
            append(isBlank ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        guard hasBody else { return }
        // No wait for "100 Continue", and no type that was not said.
        let given = Set(request.headers.map { $0.name.lowercased() })
        for name in ["expect", "content-type"] where !given.contains(name) { append("\(name):") }
    }

    deinit { curl_slist_free_all(list) }

    private func append(_ line: String) {
        if let longer = curl_slist_append(list, line) { list = longer }
    }
}
