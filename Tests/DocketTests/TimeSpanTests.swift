import Testing

@testable import docket

@Suite struct TimeSpanTests {
    @Test(arguments: [("90s", 90), ("15m", 900), ("24h", 86_400), ("7d", 604_800), ("1d", 86_400)])
    func reads(_ text: String, _ seconds: Int) {
        #expect(TimeSpan(argument: text)?.seconds == seconds)
    }

    @Test(arguments: ["", "d", "7", "0d", "-1h", "1.5h", "7w", "7 d", "99999999999d"])
    func refuses(_ text: String) {
        #expect(TimeSpan(argument: text) == nil)
    }
}
