#if canImport(Glibc)
    import Glibc
#endif

/// The FastCGI parameters of a request, as the web server sent them.
public struct Parameters: Sendable {
    private var pairs: [(name: String, value: String)] = []

    /// Parameters from pairs, for tests.
    public init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    /// Copies `NAME=VALUE` strings up to the null pointer. Bytes that are not UTF-8 are replaced.
    init(copying list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
        pairs.reserveCapacity(32)
        var next = list
        while let entry = next.pointee {
            let text = UnsafeRawBufferPointer(start: entry, count: strlen(entry))
            if let equals = text.firstIndex(of: UInt8(ascii: "=")) {
                let name = String(decoding: text[..<equals], as: UTF8.self)
                pairs.append((name, String(decoding: text[(equals + 1)...], as: UTF8.self)))
            }
            next += 1
        }
    }

    /// The value of a parameter; nil where it is absent or empty, which FastCGI does not tell apart. The last one
    /// counts: that is how a line below an included `fastcgi_params` overrides it.
    public subscript(name: String) -> String? {
        guard let value = pairs.last(where: { $0.name == name })?.value, !value.isEmpty else { return nil }
        return value
    }

    /// The value of a request header, by its name in any case: `X-Api-Key` is the parameter `HTTP_X_API_KEY`.
    func header(_ name: String) -> String? {
        if Headers.same(name, "Content-Type") { return self["CONTENT_TYPE"] }
        if Headers.same(name, "Content-Length") { return self["CONTENT_LENGTH"] }
        return pairs.last { Self.isParameter($0.name, of: name) }?.value
    }

    private static func isParameter(_ parameter: String, of header: String) -> Bool {
        guard parameter.utf8.count == header.utf8.count + 5, parameter.hasPrefix("HTTP_") else { return false }
        return zip(parameter.utf8.dropFirst(5), header.utf8).allSatisfy { have, want in
            have == UInt8(ascii: "_") ? want == UInt8(ascii: "-") : Headers.lowercased(have) == Headers.lowercased(want)
        }
    }
}
