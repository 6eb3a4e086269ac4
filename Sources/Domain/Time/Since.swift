/// Where a span of time that reaches to now begins: so long ago (`7d`), or with a day in UTC (`2026-11-14`).
public enum Since: Sendable, Hashable {
    /// So long before now.
    case ago(Age)
    /// From the first second of a day.
    case day(CalendarDate)

    /// Nil for what is neither.
    public init?(_ text: String) {
        if let age = Age(text) {
            self = .ago(age)
        } else if let day = CalendarDate(iso: text) {
            self = .day(day)
        } else {
            return nil
        }
    }

    /// The instant, where `now` is seconds since 1970-01-01 UTC.
    public func instant(now: Int) -> Timestamp {
        switch self {
        case .ago(let age): Timestamp(seconds: now - age.seconds)
        case .day(let day): Timestamp(seconds: day.dayNumber * 86_400)
        }
    }
}

extension Timestamp {
    /// The instant so many seconds after 1970-01-01 UTC.
    public init(seconds: Int) {
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let time = seconds - day * 86_400
        func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        self.init(
            valid: "\(CalendarDate(dayNumber: day)) \(pad(time / 3600)):\(pad(time / 60 % 60)):\(pad(time % 60)).000000"
        )
    }
}
