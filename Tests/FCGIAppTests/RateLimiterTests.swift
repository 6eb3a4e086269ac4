import Domain
import Persistence
import Testing

@testable import FCGIApp

@Suite struct RateLimiterTests {
    private static let key = RateLimiter.Party.key(Digest([UInt8](repeating: 1, count: 32))!)

    private static func grant(_ granted: Int) -> RateGrant {
        RateGrant(granted: granted, quota: 1000, period: 900, remaining: granted, reset: 900)
    }

    @Test func asksOnceForABlock() throws {
        let limiter = RateLimiter()
        var asked = 0
        for _ in 0..<25 {
            let standing = try limiter.spend(Self.key) { () throws(DatabaseError) in
                asked += 1
                return Self.grant(10)
            }
            #expect(standing.isAllowed)
        }
        #expect(asked == 3)
    }

    @Test func remembersWhoHasNoneLeft() throws {
        let limiter = RateLimiter()
        let address = RateLimiter.Party.address("192.0.2.1")
        #expect(!limiter.knows(address) && !limiter.isExhausted(address))
        #expect(try !limiter.spend(address) { () throws(DatabaseError) in Self.grant(0) }.isAllowed)
        #expect(limiter.isExhausted(address) && limiter.knows(address))
        // Without asking.
        let refused = try limiter.spend(address) { () throws(DatabaseError) in throw DatabaseError(.fault) }
        #expect(!refused.isAllowed)
        limiter.forget(address)
        #expect(!limiter.knows(address))
    }

    @Test func keepsNothingWhereTheDatabaseIsAway() {
        let limiter = RateLimiter()
        #expect(throws: DatabaseError.self) {
            try limiter.spend(Self.key) { () throws(DatabaseError) in throw DatabaseError(.unavailable) }
        }
        #expect(!limiter.knows(Self.key))
    }
}
