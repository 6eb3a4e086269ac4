import Domain
import Testing

@Suite struct SinceTests {
    @Test(arguments: [
        ("30m", 1800), ("12h", 43_200), ("7d", 604_800), ("007d", 604_800), ("1m", 60), ("3653d", 315_619_200),
    ])
    func lengths(_ text: String, _ seconds: Int) throws {
        #expect(try #require(Age(text)).seconds == seconds)
    }

    @Test(arguments: [
        "", "d", "7", "7 d", "7D", "-7d", "+7d", "0d", "1.5h", "7w", "7dd", "3654d", "99999999m", "٧d", " 7d", "7d ",
        "2026-02-30", "2026-2-3", "20261121", "yesterday", "2026-11-21T10:00",
    ])
    func whatIsNeitherALengthNorADay(_ text: String) {
        #expect(Since(text) == nil)
    }

    @Test(arguments: [("90m", "90m"), ("60m", "1h"), ("48h", "2d"), ("25h", "25h")])
    func lengthsAsTheyAreWritten(_ text: String, _ written: String) {
        #expect(Age(text).map { "\($0)" } == written)
    }

    @Test func lengthCountsBackFromNow() throws {
        // 2026-11-21 08:30:05 UTC.
        let now = 1_795_249_805
        #expect(try #require(Since("7d")).instant(now: now).database == "2026-11-14 08:30:05.000000")
        #expect(try #require(Since("9h")).instant(now: now).database == "2026-11-20 23:30:05.000000")
        #expect(try #require(Since("30m")).instant(now: now).database == "2026-11-21 08:00:05.000000")
    }

    @Test func dayBeginsAtMidnightInUTC() throws {
        #expect(try #require(Since("2024-02-29")).instant(now: 0).database == "2024-02-29 00:00:00.000000")
        #expect(try #require(Since("1969-12-31")).instant(now: 0).database == "1969-12-31 00:00:00.000000")
    }

    @Test func instantBeforeTheEpoch() {
        #expect(Timestamp(seconds: -1).database == "1969-12-31 23:59:59.000000")
        #expect("\(Timestamp(seconds: 0))" == "1970-01-01T00:00:00.000Z")
    }
}
