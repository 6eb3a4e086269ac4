#if canImport(Glibc)
    import Glibc
#endif

/// SIGTERM and SIGINT as something to wait for: blocked in this thread, and so in all that it starts later.
public struct StopSignals {
    private var set = sigset_t()

    /// Blocks the signals; call it first in main.
    public init() {
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for one of them.
    public func wait() {
        var set = set
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
    }

    /// Waits for one of them; false where the time was over first.
    public func wait(seconds: Int) -> Bool {
        var set = set
        var time = timespec(tv_sec: seconds, tv_nsec: 0)
        return sigtimedwait(&set, nil, &time) > 0
    }
}
