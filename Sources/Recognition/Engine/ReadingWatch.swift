import CTesseract
import Glibc

/// Ends a recognition that takes too long or is not wanted any more; one for all attempts at a page.
final class ReadingWatch {
    private let end: Double
    private let isCancelled: () -> Bool
    /// Why the engine was told to stop.
    private var reason: RecognitionError?

    /// - Parameter deadline: seconds from now.
    init(deadline: Double, isCancelled: @escaping () -> Bool) {
        end = Self.now() + deadline
        self.isCancelled = isCancelled
    }

    /// Runs `work` with a monitor that stops it.
    ///
    /// - Throws: `.cancelled` or `.deadline`, where that is why it stopped.
    func run(_ work: (OpaquePointer?) -> Int32) throws(RecognitionError) -> Int32 {
        if shouldStop(), let reason { throw reason }
        guard let monitor = TessMonitorCreate() else { throw .engine }
        defer { TessMonitorDelete(monitor) }
        TessMonitorSetCancelFunc(monitor, stopReading)
        TessMonitorSetCancelThis(monitor, Unmanaged.passUnretained(self).toOpaque())
        let status = work(monitor)
        if let reason { throw reason }
        return status
    }

    /// Seconds until the deadline, 0 behind it.
    var secondsLeft: Double { max(0, end - Self.now()) }

    /// Whether to stop now; remembers why.
    func shouldStop() -> Bool {
        if reason == nil { reason = isCancelled() ? .cancelled : Self.now() >= end ? .deadline : nil }
        return reason != nil
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Called by Tesseract for each word; layout analysis before the first cannot be stopped.
private func stopReading(_ watch: UnsafeMutableRawPointer?, _ words: Int32) -> Bool {
    guard let watch else { return false }
    return Unmanaged<ReadingWatch>.fromOpaque(watch).takeUnretainedValue().shouldStop()
}
