#if canImport(Glibc)
    import Glibc
#endif

/// A value that threads change under a lock, and wait on until it is as they need it.
///
///     let places = Guarded(3)
///     places.wait { count in count > 0 ? { count -= 1 }() : nil }   // takes one, once there is one
///     places.change { $0 += 1 }                                      // gives it back; those who wait look again
///
/// The lock is held for the whole of a closure and for nothing else.
public final class Guarded<Value>: @unchecked Sendable {
    private var value: Value
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// A value that nobody else holds.
    public init(_ value: sending Value) {
        self.value = value
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Changes the value, and has all who wait look at it again; `wakes` false where the change gives none of them anything.
    @discardableResult
    public func change<Result>(wakes: Bool = true, _ body: (inout Value) -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer {
            if wakes { pthread_cond_broadcast(condition) }
            pthread_mutex_unlock(mutex)
        }
        return body(&value)
    }

    /// Asks `body` until it gives something: now, and after each change by another thread.
    public func wait<Result>(_ body: (inout Value) -> Result?) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return waitHeld(body)
    }

    /// Changes the value and then waits, as one: `body` looks before those whom the change wakes.
    public func change<Result>(_ change: (inout Value) -> Void, thenWait body: (inout Value) -> Result?) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        change(&value)
        pthread_cond_broadcast(condition)
        return waitHeld(body)
    }

    private func waitHeld<Result>(_ body: (inout Value) -> Result?) -> Result {
        while true {
            if let result = body(&value) { return result }
            pthread_cond_wait(condition, mutex)
        }
    }
}
