#if canImport(Glibc)
    import Glibc
#endif

/// Starts a thread. It stays joinable, so that its handle may be signalled even after it has ended. C gets a global function: a closure literal given to C would trap under Swift 6.
func startThread(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 2 << 20)
    var thread = pthread_t()
    let box = Unmanaged.passRetained(ThreadBody(body))
    let code = pthread_create(&thread, &attributes, runThread, box.toOpaque())
    pthread_attr_destroy(&attributes)
    precondition(code == 0, "cannot start a thread: \(String(cString: strerror(code)))")
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runThread(_ body: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let body { Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run() }
    return nil
}
