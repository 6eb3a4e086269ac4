/// What a server outside answered, whatever its status.
public struct OutboundResponse: Sendable {
    /// The status code.
    public let status: Int
    /// The headers in order.
    public let headers: [(name: String, value: String)]
    /// The body as it came, without any decoding.
    public let body: [UInt8]

    /// A response from its parts.
    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of this name, in any case.
    public func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }

    /// True for 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }
}
