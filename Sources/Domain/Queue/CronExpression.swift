/// When a recurring job is due: `minute hour day month weekday` in UTC, as crontab(5) has it, or `@hourly`, `@daily`,
/// `@weekly`, `@monthly`, `@yearly`.
///
///     CronExpression("30 3 * * mon-fri")?.next(after: Timestamp(minute: 0))   // 1970-01-01 03:30
public struct CronExpression: Sendable, Hashable {
    private let minutes: Set<Int>
    private let hours: Set<Int>
    private let days: Set<Int>
    private let months: Set<Int>
    private let weekdays: Set<Int>
    /// Where both day and weekday are given, either serves.
    private let eitherDay: Bool

    /// Nil where the text is no such expression.
    public init?(_ text: String) {
        let names = [
            "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
            "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
        ]
        let fields = (names[text] ?? text).split { $0 == " " || $0 == "\t" }.map { CronField($0) }
        guard fields.count == 5, let minutes = fields[0].values(0...59), let hours = fields[1].values(0...23),
            let days = fields[2].values(1...31), let months = fields[3].values(1...12, names: CronField.months),
            let weekdays = fields[4].values(0...7, names: CronField.weekdays)
        else { return nil }
        self.minutes = minutes
        self.hours = hours
        self.days = days
        self.months = months
        // Sunday is 0 and 7.
        self.weekdays = Set(weekdays.map { $0 % 7 })
        eitherDay = !fields[2].isAny && !fields[4].isAny
    }

    /// The first minute after an instant that it names; nil where there is none within eight years, as for 30 February.
    public func next(after instant: Timestamp) -> Timestamp? {
        guard let start = instant.minute.map({ $0 + 1 }) else { return nil }
        let first = start / 1440
        for day in first..<(first + 366 * 8) where names(CalendarDate(dayNumber: day)) {
            for minute in max(start, day * 1440)..<((day + 1) * 1440)
            where hours.contains(minute % 1440 / 60) && minutes.contains(minute % 60) {
                return Timestamp(minute: minute)
            }
        }
        return nil
    }

    private func names(_ date: CalendarDate) -> Bool {
        guard months.contains(date.month) else { return false }
        // 1970-01-01 was a Thursday.
        let weekday = weekdays.contains((date.dayNumber + 4) % 7)
        let day = days.contains(date.day)
        return eitherDay ? day || weekday : day && weekday
    }
}

/// One of the five: `*`, `5`, `1-5`, `*/15`, `mon,wed`, and lists of them.
private struct CronField {
    static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    private let text: String

    init(_ text: Substring) { self.text = text.lowercased() }

    var isAny: Bool { text.hasPrefix("*") }

    func values(_ range: ClosedRange<Int>, names: [String] = []) -> Set<Int>? {
        var values: Set<Int> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let some = self.item(item, range, names) else { return nil }
            values.formUnion(some)
        }
        return values
    }

    private func item(_ item: Substring, _ range: ClosedRange<Int>, _ names: [String]) -> [Int]? {
        let parts = item.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let step = parts.count == 2 ? Int(parts[1]) : 1, step > 0 else { return nil }
        if parts[0] == "*" { return Array(stride(from: range.lowerBound, through: range.upperBound, by: step)) }
        let ends = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = number(ends[0], range, names) else { return nil }
        // `5/15` runs to the end of the range.
        let end = ends.count == 2 ? number(ends[1], range, names) : parts.count == 2 ? range.upperBound : first
        guard let last = end, first <= last else { return nil }
        return Array(stride(from: first, through: last, by: step))
    }

    private func number(_ text: Substring, _ range: ClosedRange<Int>, _ names: [String]) -> Int? {
        if let index = names.firstIndex(of: String(text)) { return range.lowerBound + index }
        guard let value = Int(text), range.contains(value) else { return nil }
        return value
    }
}
