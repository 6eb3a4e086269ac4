/// When a process that was lost is started again: once at once, for any image may kill it; then later and later.
public struct StartDelay: Sendable, Hashable {
    private var losses = 0
    private var notBefore = 0.0

    /// Nothing was lost yet.
    public init() {}

    /// Longest wait, in seconds.
    private static let longest = 60.0

    /// Whether to start it, at a monotonic second.
    public func allows(at now: Double) -> Bool { now >= notBefore }

    /// It was lost at a monotonic second.
    public mutating func lost(at now: Double) {
        losses += 1
        notBefore = losses == 1 ? now : now + min(Self.longest, Double(1 << min(losses - 2, 6)))
    }

    /// It did its work.
    public mutating func worked() { self = StartDelay() }
}
