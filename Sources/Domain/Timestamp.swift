/// An instant in UTC as the database gives it, `2026-11-21 08:30:00.123456`.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The database's form.
    public let database: String

    /// Nil unless the text starts like a date and a time.
    public init?(_ database: String) {
        guard database.utf8.count >= 19 else { return nil }
        self.database = database
    }

    init(valid database: String) { self.database = database }

    /// RFC 3339 with milliseconds: `2026-11-21T08:30:00.123Z`.
    public var description: String {
        let bytes = Array(database.utf8)
        var text = String(decoding: bytes[..<10], as: UTF8.self) + "T" + String(decoding: bytes[11..<19], as: UTF8.self)
        let fraction = bytes.count > 20 ? String(decoding: bytes[20..<min(23, bytes.count)], as: UTF8.self) : ""
        text += "." + fraction + String(repeating: "0", count: 3 - fraction.utf8.count) + "Z"
        return text
    }

    /// Order in time.
    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.database < b.database }
}
