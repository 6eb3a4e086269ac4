import CTesseract
import Platform

/// Ends a recognition that takes too long or is not wanted any more; one for all attempts at a page.
final class ReadingWatch {
    private let end: Double
    private let isCancelled: () -> Bool
    private let now: () -> Double
    /// Why the engine was told to stop.
    private var reason: RecognitionError?

    /// - Parameters:
    ///   - deadline: seconds from now.
    ///   - now: a clock in seconds.
    init(deadline: Double, isCancelled: @escaping () -> Bool, now: @escaping () -> Double = Clock.monotonic) {
        end = now() + deadline
        self.isCancelled = isCancelled
        self.now = now
    }

    /// Runs `work` with a monitor that stops it. Work that was through when its time was up counts.
    ///
    /// - Throws: `.cancelled`, or `.deadline` where that is why it stopped.
    func run(_ work: (OpaquePointer?) -> Int32) throws(RecognitionError) -> Int32 {
        if shouldStop(), let reason { throw reason }
        guard let monitor = TessMonitorCreate() else { throw .engine }
        defer { TessMonitorDelete(monitor) }
        TessMonitorSetCancelFunc(monitor, stopReading)
        TessMonitorSetCancelThis(monitor, Unmanaged.passUnretained(self).toOpaque())
        let status = work(monitor)
        if let reason, status != 0 || reason == .cancelled { throw reason }
        return status
    }

    /// Seconds until the deadline, 0 behind it.
    var secondsLeft: Double { max(0, end - now()) }

    /// Whether to stop now; remembers why.
    func shouldStop() -> Bool {
        if reason == nil { reason = isCancelled() ? .cancelled : now() >= end ? .deadline : nil }
        return reason != nil
    }
}

/// Called by Tesseract for each word; layout analysis before the first cannot be stopped.
private func stopReading(_ watch: UnsafeMutableRawPointer?, _ words: Int32) -> Bool {
    guard let watch else { return false }
    return Unmanaged<ReadingWatch>.fromOpaque(watch).takeUnretainedValue().shouldStop()
}
