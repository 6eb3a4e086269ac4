/// The name a client gives to one piece of work, so that it may send the request again: `Idempotency-Key: "8e03978e…"`,
/// a string of a structured field (RFC 8941), or the same text without quotes.
public struct IdempotencyKey: Sendable, Hashable {
    /// The name without its quotes.
    public let text: String

    /// Nil unless there are 1 to 255 printable ASCII characters.
    public init?(header: String) {
        let trimmed = header.utf8.drop { $0 == 0x20 || $0 == 0x09 }
        guard let bytes = trimmed.first == UInt8(ascii: "\"") ? Self.unquoted(trimmed.dropFirst()) : Array(trimmed),
            (1...255).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// What stands before the closing quote; nil where it is missing, or something follows it.
    private static func unquoted(_ quoted: Substring.UTF8View) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = quoted
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return rest.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? bytes : nil
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst(), escaped == UInt8(ascii: "\"") || escaped == UInt8(ascii: "\\")
                else { return nil }
                bytes.append(escaped)
            default: bytes.append(byte)
            }
        }
        return nil
    }
}
