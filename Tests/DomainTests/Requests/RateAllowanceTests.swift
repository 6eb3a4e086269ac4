import Domain
import Testing

@Suite struct RateAllowanceTests {
    private static func grant(_ granted: Int, of quota: Int = 100, remaining: Int, reset: Int = 900) -> RateGrant {
        RateGrant(granted: granted, quota: quota, period: 900, remaining: remaining, reset: reset)
    }

    /// What `spend` gives at each of these instants.
    private static func spend(_ allowance: RateAllowance, at times: [Double]) -> [RateStanding?] {
        var allowance = allowance
        return times.map { allowance.spend($0) }
    }

    @Test func spendsItsBlockAndThenAsks() throws {
        let allowance = RateAllowance(Self.grant(2, remaining: 50), now: 10)
        let standings = Self.spend(allowance, at: [10, 20.5, 20.5])
        let first = try #require(standings[0])
        #expect(first.isAllowed && first.remaining == 49 && first.reset == 900 && first.quota == 100)
        let second = try #require(standings[1])
        #expect(second.isAllowed && second.remaining == 48 && second.reset == 890)
        #expect(standings[2] == nil && !allowance.isExhausted(20.5))
    }

    @Test func asksAgainInTheNextWindow() {
        let allowance = RateAllowance(Self.grant(5, remaining: 5, reset: 60), now: 0)
        let standings = Self.spend(allowance, at: [59.9, 60])
        #expect(standings[0]?.isAllowed == true && standings[1] == nil)
        #expect(allowance.hasEnded(60) && !allowance.hasEnded(59.9))
    }

    @Test func refusesWithoutAskingForAWhile() throws {
        let allowance = RateAllowance(Self.grant(0, remaining: 0), now: 0)
        let standings = Self.spend(allowance, at: [1, RateAllowance.patience])
        let refused = try #require(standings[0])
        #expect(!refused.isAllowed && refused.remaining == 0 && refused.reset == 899)
        #expect(standings[1] == nil)
        #expect(allowance.isExhausted(1) && !allowance.isExhausted(RateAllowance.patience))
        #expect(allowance.refusal(1) == refused)
    }

    @Test func keepsWhatWasInHand() {
        let earlier = RateAllowance(Self.grant(3, remaining: 30), now: 0)
        let allowance = RateAllowance(Self.grant(1, remaining: 20), now: 1, after: earlier)
        #expect(Self.spend(allowance, at: [1, 1, 1, 1, 1]).map { $0?.remaining } == [22, 21, 20, 19, nil])
        // Of a window that is over, nothing is.
        let later = RateAllowance(Self.grant(1, remaining: 100), now: 900, after: earlier)
        #expect(Self.spend(later, at: [900, 900]).map { $0?.remaining } == [99, nil])
    }
}
