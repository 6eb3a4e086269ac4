import Platform

/// Whether one request is cancelled, asked for as often as one likes. Once it is, it stays so.
final class CancelWatch {
    /// How late a cancel may be heard, in seconds.
    static let interval = 0.05

    private let patience: OutboundPatience
    private var nextAsk = -Double.infinity
    private(set) var wasCancelled = false

    init(_ patience: OutboundPatience) { self.patience = patience }

    var isCancelled: Bool {
        guard !wasCancelled else { return true }
        let now = Clock.monotonic()
        guard now >= nextAsk else { return false }
        nextAsk = now + Self.interval
        wasCancelled = patience.isCancelled()
        return wasCancelled
    }
}
