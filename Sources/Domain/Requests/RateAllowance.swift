/// What one process may still spend of a window, on a clock that never jumps.
public struct RateAllowance: Sendable, Hashable {
    /// How often a process looks whether there is room again, so that a wider limit counts soon.
    public static let patience = 5.0

    private let grant: RateGrant
    private let endsAt: Double
    private let asksAgainAt: Double
    private var inHand: Int

    /// An allowance as it was granted at `now`; what was left of an earlier one of the same window is not lost.
    public init(_ grant: RateGrant, now: Double, after earlier: RateAllowance? = nil) {
        self.grant = grant
        endsAt = now + Double(grant.reset)
        asksAgainAt = min(endsAt, now + Self.patience)
        inHand = grant.granted + (earlier.map { $0.hasEnded(now) ? 0 : $0.inHand } ?? 0)
    }

    /// Whether the window is over.
    public func hasEnded(_ now: Double) -> Bool { now >= endsAt }

    /// Whether a request is one too many, as far as this process knows without asking.
    public func isExhausted(_ now: Double) -> Bool { inHand == 0 && grant.granted == 0 && now < asksAgainAt }

    /// Takes one request; nil where the database must be asked first.
    public mutating func spend(_ now: Double) -> RateStanding? {
        if hasEnded(now) { return nil }
        if inHand > 0 {
            inHand -= 1
            return standing(isAllowed: true, now)
        }
        return isExhausted(now) ? standing(isAllowed: false, now) : nil
    }

    /// What to say to a request that is one too many.
    public func refusal(_ now: Double) -> RateStanding { standing(isAllowed: false, now) }

    private func standing(isAllowed: Bool, _ now: Double) -> RateStanding {
        RateStanding(
            isAllowed: isAllowed, quota: grant.quota, period: grant.period,
            remaining: min(grant.quota, inHand + max(0, grant.remaining - grant.granted)),
            reset: min(grant.reset, max(1, Int((endsAt - now).rounded(.up)))))
    }
}
