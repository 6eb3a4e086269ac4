/// A block of requests that the database handed to one process.
public struct RateGrant: Sendable, Hashable {
    /// Requests in the block; none where the window has none left.
    public let granted: Int
    /// Requests in a whole window.
    public let quota: Int
    /// Seconds of a whole window.
    public let period: Int
    /// Requests that were left in the window before this block was taken.
    public let remaining: Int
    /// Seconds until the window ends.
    public let reset: Int

    /// A grant from its parts.
    public init(granted: Int, quota: Int, period: Int, remaining: Int, reset: Int) {
        self.granted = granted
        self.quota = quota
        self.period = period
        self.remaining = remaining
        self.reset = reset
    }
}

/// What a client is told of its rate: the header fields `RateLimit` and its older kin.
public struct RateStanding: Sendable, Hashable {
    /// False where the request is one too many.
    public let isAllowed: Bool
    /// Requests in a whole window.
    public let quota: Int
    /// Seconds of a whole window.
    public let period: Int
    /// Requests left in this window.
    public let remaining: Int
    /// Seconds until it ends.
    public let reset: Int
}
