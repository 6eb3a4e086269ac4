import Platform

/// How long a request's caller can wait for it, and whether it still wants the answer.
///
/// A job passes what it has left, and hears of a lost lease within a tenth of a second:
///
///     let patience = OutboundPatience(secondsLeft: job.secondsLeft) { job.isCancelled }
///     let response = try client.send(request, patience: patience)
///
/// The seconds run from here on, so that one value serves for several requests in turn.
public struct OutboundPatience {
    private let end: Double
    let isCancelled: () -> Bool

    /// Patience for as many seconds.
    ///
    /// - Parameters:
    ///   - secondsLeft: bounds a request together with its own `timeoutSeconds`; zero or less: it is not even begun.
    ///   - isCancelled: asked at most twenty times a second, on the thread that sends, whether anything moves or not.
    public init(secondsLeft: Double = .infinity, isCancelled: @escaping () -> Bool = { false }) {
        end = Clock.monotonic() + secondsLeft
        self.isCancelled = isCancelled
    }

    /// What the request's own time allows.
    public static var unlimited: OutboundPatience { OutboundPatience() }

    /// Seconds until the end; below zero behind it.
    public var secondsLeft: Double { end - Clock.monotonic() }
}
