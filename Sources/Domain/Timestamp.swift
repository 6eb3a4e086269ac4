/// An instant in UTC as the database gives it, `2026-11-21 08:30:00.123456`.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The database's form.
    public let database: String

    /// Nil unless the text starts like a date and a time.
    public init?(_ database: String) {
        guard database.utf8.count >= 19 else { return nil }
        self.database = database
    }

    /// The minute that is so many minutes after 1970-01-01 00:00.
    public init(minute: Int) {
        func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let time = minute % 1440
        database = "\(CalendarDate(dayNumber: minute / 1440)) \(pad(time / 60)):\(pad(time % 60)):00"
    }

    /// Whole minutes after 1970-01-01 00:00; nil where the text is no date.
    public var minute: Int? {
        let parts = database.prefix(16).split(whereSeparator: { $0 == " " || $0 == ":" || $0 == "T" })
        guard parts.count == 3, let date = CalendarDate(iso: String(parts[0])), let hour = Int(parts[1]),
            let minute = Int(parts[2])
        else { return nil }
        return date.dayNumber * 1440 + hour * 60 + minute
    }

    /// Whole seconds after 1970-01-01; nil where the text is no date.
    public var seconds: Int? {
        guard let minute, let second = Int(database.dropFirst(17).prefix(2)) else { return nil }
        return minute * 60 + second
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
