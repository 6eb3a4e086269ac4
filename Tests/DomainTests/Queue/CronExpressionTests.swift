import Domain
import Testing

/// When recurring jobs are due.
@Suite struct CronExpressionTests {
    @Test(arguments: [
        ("0 3 * * *", "2026-11-21 03:00:00", "2026-11-22 03:00:00"),
        ("0 3 * * *", "2026-11-21 02:59:59", "2026-11-21 03:00:00"),
        ("*/15 * * * *", "2026-11-21 10:07:00", "2026-11-21 10:15:00"),
        ("5/20 8 * * *", "2026-11-21 08:25:00", "2026-11-21 08:45:00"),
        ("30 9 * * mon-fri", "2026-11-21 00:00:00", "2026-11-23 09:30:00"),
        ("0 0 1 jan *", "2026-11-21 00:00:00", "2027-01-01 00:00:00"),
        ("0 0 29 2 *", "2026-11-21 00:00:00", "2028-02-29 00:00:00"),
        ("0 0 * * 7", "2026-11-21 00:00:00", "2026-11-22 00:00:00"),
        ("0 0 13 * 5", "2026-11-21 00:00:00", "2026-11-27 00:00:00"),
        ("@hourly", "2026-12-31 23:59:00", "2027-01-01 00:00:00"),
        ("@weekly", "2026-11-21 00:00:00", "2026-11-22 00:00:00"),
        ("0,30 6-7 * * *", "2026-11-21 06:30:00", "2026-11-21 07:00:00"),
    ])
    func next(expression: String, after: String, expected: String) throws {
        let cron = try #require(CronExpression(expression))
        #expect(cron.next(after: try #require(Timestamp(after)))?.database == expected)
    }

    @Test(arguments: [
        "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *",
        "a * * * *", "1,,2 * * * *", "@often",
    ])
    func refused(expression: String) { #expect(CronExpression(expression) == nil) }

    @Test func neverIsNil() throws {
        #expect(try #require(CronExpression("0 0 30 2 *")).next(after: Timestamp(minute: 0)) == nil)
    }

    @Test func minutesAndBack() {
        for minute in [0, 1, 1439, 1440, 29_000_000, 30_123_456] { #expect(Timestamp(minute: minute).minute == minute) }
    }
}
