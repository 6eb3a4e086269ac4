#if canImport(Glibc)
    import Glibc
#endif

/// A lock with a condition: threads wait under it until another says that something has changed.
public final class Monitor: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// Unlocked.
    public init() {
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

    /// Takes the lock, once it is free.
    public func lock() { pthread_mutex_lock(mutex) }

    /// Gives the lock back.
    public func unlock() { pthread_mutex_unlock(mutex) }

    /// Gives the lock back until something changes; it may return without reason, so look again.
    public func wait() { pthread_cond_wait(condition, mutex) }

    /// Wakes all who wait.
    public func broadcast() { pthread_cond_broadcast(condition) }
}
