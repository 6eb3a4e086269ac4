/// A month in UTC, in which documents are counted.
public struct BillingMonth: Sendable, Hashable {
    /// Milliseconds since 1970 at which the next month begins.
    public let endMilliseconds: Int64
    /// The first day of the next month.
    public let nextDay: CalendarDate

    /// The month of an instant.
    public init(milliseconds: Int64) {
        let day: Int64 = 86_400_000
        let today = CalendarDate(dayNumber: Int((milliseconds - ((milliseconds % day) + day) % day) / day))
        let first = today.dayNumber - today.day + 1
        // 31 days on from the first day it is the next month, whichever this one is.
        let later = CalendarDate(dayNumber: first + 31)
        nextDay = later.adding(days: 1 - later.day)
        endMilliseconds = Int64(nextDay.dayNumber) * day
    }
}
