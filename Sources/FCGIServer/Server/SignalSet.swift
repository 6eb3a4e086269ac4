#if canImport(Glibc)
    import Glibc
#endif

/// Signals, and who hears them. TERM, INT and our own doorbell USR1 are heard by the main thread, in `sigtimedwait`;
/// USR2 only wakes a thread out of `accept`.
enum SignalSet {
    static let doorbell = SIGUSR1
    static let wake = SIGUSR2

    /// To be called on the main thread before any other exists: threads inherit the mask.
    static func prepare() {
        var blocked = set(SIGTERM, SIGINT, doorbell, wake)
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = noticeSignal
        sigaction(wake, &action, nil)
    }

    /// Waits up to a second; nil where nothing came.
    static func wait(milliseconds: Int) -> Int32? {
        var heard = set(SIGTERM, SIGINT, doorbell)
        var patience = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
        let signal = sigtimedwait(&heard, nil, &patience)
        return signal > 0 ? signal : nil
    }

    /// Runs `body` open to the wake signal. Elsewhere it stays blocked: it must never cut short a read from the web
    /// server, which libfcgi would take for a broken connection.
    static func openToWake<Result>(_ body: () -> Result) -> Result {
        var wake = set(wake)
        pthread_sigmask(SIG_UNBLOCK, &wake, nil)
        defer { pthread_sigmask(SIG_BLOCK, &wake, nil) }
        return body()
    }

    private static func set(_ signals: Int32...) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        return set
    }
}

/// A system call in progress fails with EINTR; that is all a wake is for.
private func noticeSignal(_ signal: Int32) {}
