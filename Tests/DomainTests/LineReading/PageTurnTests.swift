import Domain
import Testing

@Suite struct PageTurnTests {
    private func quad(_ width: Double, _ height: Double) -> Quad {
        Quad(corners: [Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)])
    }

    @Test func theLengthOfTheLinesDecidesNotTheirNumber() {
        #expect(!PageTurn.isSideways([]))
        #expect(!PageTurn.isSideways([quad(300, 20), quad(10, 20), quad(10, 20), quad(10, 20)]))
        #expect(PageTurn.isSideways([quad(20, 300), quad(20, 10), quad(30, 10), quad(20, 20)]))
    }

    @Test func theLongestLinesAreCompared() {
        let lines = (1...9).map { quad(Double($0) * 30, 20) }
        #expect(PageTurn.probes(lines) == [8, 7, 6, 5, 4, 3])
        #expect(PageTurn.probes([quad(20, 300), quad(40, 20)]) == [0, 1])
    }

    @Test func aLostProcessIsStartedAgainAtOnceAndThenLaterAndLater() {
        var delay = StartDelay()
        #expect(delay.allows(at: 100))
        delay.lost(at: 100)
        #expect(delay.allows(at: 100))
        delay.lost(at: 100)
        #expect(!delay.allows(at: 100.9) && delay.allows(at: 101))
        for _ in 0..<20 { delay.lost(at: 200) }
        #expect(!delay.allows(at: 259) && delay.allows(at: 260))
        delay.worked()
        delay.lost(at: 300)
        #expect(delay.allows(at: 300))
    }
}
