/// The name of a stored file: parts joined by `/`, none of them empty, `.` or `..`, without control characters, 1024 bytes
/// at most. It says which file, never where it is.
public struct StorageKey: Sendable, Hashable, LosslessStringConvertible {
    /// As it is in the database.
    public let description: String

    /// Nil for what could name something outside the store.
    public init?(_ text: String) {
        guard text.utf8.count <= 1024, !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { ["", ".", ".."].contains($0) || $0.utf8.count > 255 }) else { return nil }
        description = text
    }

    /// Its parts, the file's own name last.
    public var parts: [Substring] { description.split(separator: "/") }
}
