/// Which of two numbers comes first where a date does not say.
public enum DateOrder: Sendable, Hashable {
    /// 31/12, as in most of the world.
    case dayFirst
    /// 12/31, as in the United States.
    case monthFirst
}

/// Reads dates as people print them: `2024-12-21`, `21.12.2024`, `21-Dec-2024`, `December 21, 2024`, `21 déc. 2024`,
/// `20241221`, `241221`.
public struct DateParser: Sendable {
    /// What parsing gives.
    public struct Reading: Sendable, Hashable {
        /// The day.
        public var date: CalendarDate
        /// The same digits read with day and month exchanged, where that is a day too and nothing in the text decides.
        public var other: CalendarDate?
        /// The order that the text itself proves: one of its numbers is above 12.
        public var order: DateOrder?
        /// A run of digits without separators: a date only where a label says so.
        public var bare: Bool

        /// Nothing in the text decides between day and month.
        public var ambiguous: Bool { other != nil }
    }

    /// The order in which ambiguous dates are read.
    public var order: DateOrder

    /// A parser that reads ambiguous dates in the given order.
    public init(order: DateOrder = .dayFirst) { self.order = order }

    /// The date that the text is; nil where it holds anything else.
    public func parse(_ text: String) -> Reading? {
        // A colon makes a time of it.
        guard text.utf8.count <= 60, !text.utf8.contains(58) else { return nil }
        let parts = Self.parts(text)
        switch parts.count {
        case 1: return bare(parts[0])
        case 3: return three(parts)
        default: return nil
        }
    }

    /// Runs of digits and runs of letters; ordinal endings, weekdays and filling words are dropped.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var current = ""
        for byte in Folding.folded(text, keep: true).utf8 {
            let character = Character(UnicodeScalar(byte))
            let boundary = current.utf8.last.map { $0.isDigit != byte.isDigit } ?? false
            if !(byte.isDigit || byte.isLetter) || boundary {
                if !current.isEmpty { parts.append(current) }
                current = ""
            }
            if byte.isDigit || byte.isLetter { current.append(character) }
            if parts.count > 8 { return [] }
        }
        if !current.isEmpty { parts.append(current) }
        return parts.filter { !fillers.contains($0) }
    }

    private func three(_ parts: [String]) -> Reading? {
        let numbers = parts.map { Int($0) }
        if let name = parts.firstIndex(where: { $0.utf8.first?.isLetter == true }) {
            guard let month = MonthNames.month(parts[name]) else { return nil }
            let rest = numbers.enumerated().filter { $0.offset != name }
            guard name < 2, let first = rest[0].element, let second = rest[1].element else { return nil }
            if parts[rest[0].offset].utf8.count == 4 { return fixed(first, month, second) }
            guard let year = year(parts[rest[1].offset]) else { return nil }
            return fixed(year, month, first)
        }
        guard let a = numbers[0], let b = numbers[1], let c = numbers[2] else { return nil }
        let lengths = parts.map(\.utf8.count)
        if lengths[0] == 4 { return lengths[1] <= 2 && lengths[2] <= 2 ? fixed(a, b, c) : nil }
        guard lengths[0] <= 2, lengths[1] <= 2, let year = year(parts[2]) else { return nil }
        return either(a, b, year)
    }

    private func either(_ a: Int, _ b: Int, _ year: Int) -> Reading? {
        let dayFirst = CalendarDate(year: year, month: b, day: a)
        let monthFirst = CalendarDate(year: year, month: a, day: b)
        switch (dayFirst, monthFirst) {
        case (let date?, nil): return Reading(date: date, other: nil, order: .dayFirst, bare: false)
        case (nil, let date?): return Reading(date: date, other: nil, order: .monthFirst, bare: false)
        case (let day?, let month?):
            if day == month { return Reading(date: day, other: nil, order: nil, bare: false) }
            let first = order == .dayFirst
            return Reading(date: first ? day : month, other: first ? month : day, order: nil, bare: false)
        default: return nil
        }
    }

    private func bare(_ digits: String) -> Reading? {
        guard digits.utf8.allSatisfy(\.isDigit), let number = Int(digits) else { return nil }
        let date: CalendarDate?
        switch digits.utf8.count {
        case 8:
            date =
                CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
                ?? CalendarDate(year: number % 10_000, month: number / 10_000 % 100, day: number / 1_000_000)
        case 6: date = CalendarDate(year: 2000 + number / 10_000, month: number / 100 % 100, day: number % 100)
        default: date = nil
        }
        return date.map { Reading(date: $0, other: nil, order: nil, bare: true) }
    }

    private func fixed(_ year: Int, _ month: Int, _ day: Int) -> Reading? {
        CalendarDate(year: year, month: month, day: day)
            .map { Reading(date: $0, other: nil, order: nil, bare: false) }
    }

    /// Four digits, or two: 00 to 69 are of this century.
    private func year(_ text: String) -> Int? {
        guard let number = Int(text) else { return nil }
        switch text.utf8.count {
        case 4: return number
        case 2: return number + (number < 70 ? 2000 : 1900)
        default: return nil
        }
    }

    private static let fillers: Set<String> = [
        "st", "nd", "rd", "th", "er", "de", "den", "the", "of", "le", "del", "dne", "mon", "monday", "tue", "tues",
        "tuesday",
        "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday",
        "montag",
        "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lundi", "mardi", "mercredi", "jeudi",
        "vendredi", "samedi", "dimanche", "r",
    ]
}
