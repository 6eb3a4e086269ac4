import Platform

/// Keeps claims and recoveries of a process apart. A recovery gives back what the keeper of leases does not know of, so no
/// claim may be on its way meanwhile whose job the keeper is about to hear of.
final class ClaimGate: @unchecked Sendable {
    private let monitor = Monitor()
    private var claims = 0
    private var isRecovering = false

    /// Runs what may make this process hold a job, up to its being known to the keeper.
    func claiming<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        monitor.lock()
        while isRecovering { monitor.wait() }
        claims += 1
        monitor.unlock()
        defer { leave { claims -= 1 } }
        return try body()
    }

    /// Runs a recovery, once no claim is under way.
    func recovering<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        monitor.lock()
        while isRecovering { monitor.wait() }
        isRecovering = true
        while claims > 0 { monitor.wait() }
        monitor.unlock()
        defer { leave { isRecovering = false } }
        return try body()
    }

    private func leave(_ change: () -> Void) {
        monitor.lock()
        change()
        monitor.broadcast()
        monitor.unlock()
    }
}
