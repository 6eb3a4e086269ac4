import Domain
import Persistence
import Platform
import Synchronization

/// The rates of all who call this process. The database hands out blocks of requests, which are spent here.
final class RateLimiter: Sendable {
    /// Whose requests are counted.
    enum Party: Hashable, Sendable {
        /// A key, by its SHA-256.
        case key(Digest)
        /// An address that sends no key that holds.
        case address(String)
    }

    /// More are not kept in mind; whoever is forgotten costs one more question to the database.
    private static let limit = 20_000
    private static let questionsPerSecond = 20
    private let questions = Mutex<(second: Int, asked: Int)>((0, 0))
    private let allowances = Mutex<[Party: RateAllowance]>([:])

    /// Takes one request of a party, asking the database with `take` where this process has none in hand.
    func spend(
        _ party: Party, take: () throws(DatabaseError) -> RateGrant
    ) throws(DatabaseError) -> RateStanding {
        if let standing = spendInHand(party) { return standing }
        let grant = try take()
        let now = Clock.monotonic()
        return allowances.withLock { all in
            if all.count >= Self.limit { Self.clear(&all, now) }
            var allowance = RateAllowance(grant, now: now, after: all[party])
            let standing = allowance.spend(now) ?? allowance.refusal(now)
            all[party] = allowance
            return standing
        }
    }

    /// Takes one request of a party without asking; nil where the database must be asked.
    func spendInHand(_ party: Party) -> RateStanding? {
        let now = Clock.monotonic()
        return allowances.withLock { all in all[party]?.spend(now) }
    }

    /// Whether this process has let the party in, be its window over or not: a key that held once is worth a question.
    func knows(_ party: Party) -> Bool { allowances.withLock { all in all[party] != nil } }

    /// Whether an unknown key of an exhausted address may be looked up: some are, so that a customer whom this process has
    /// not met yet is not shut out by a neighbour's mistake, and so few that guessing costs the database nothing.
    func mayAsk() -> Bool {
        let second = Int(Clock.monotonic())
        return questions.withLock { questions in
            if questions.second != second { questions = (second, 0) }
            questions.asked += 1
            return questions.asked <= Self.questionsPerSecond
        }
    }

    /// Whether a party has none left, as far as this process knows without asking.
    func isExhausted(_ party: Party) -> Bool {
        allowances.withLock { all in all[party]?.isExhausted(Clock.monotonic()) ?? false }
    }

    /// Forgets a party, such as a key that holds no more.
    func forget(_ party: Party) { allowances.withLock { all in all[party] = nil } }

    private static func clear(_ all: inout [Party: RateAllowance], _ now: Double) {
        all = all.filter { !$0.value.hasEnded(now) }
        if all.count >= limit { all.removeAll() }
    }
}

extension RateGrant {
    init(_ row: RateTakeRow) {
        self.init(
            granted: row.granted, quota: row.quota, period: row.periodS, remaining: row.remaining, reset: row.resetS)
    }

    init(_ row: AddressTakeRow) {
        self.init(
            granted: row.granted, quota: row.quota, period: row.periodS, remaining: row.remaining, reset: row.resetS)
    }
}
