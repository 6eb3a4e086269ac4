import Platform

/// The gate of a process; see ``GateState``.
final class ClaimGate: Sendable {
    private let state = Guarded(GateState())

    /// Runs what may make this process hold a job, up to its being known to the keeper.
    func claiming<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        state.wait { $0.beginClaim() }
        defer { state.change { $0.endClaim() } }
        return try body()
    }

    /// Runs a recovery, once no claim is under way.
    func recovering<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        state.wait { $0.announceRecovery() }
        state.wait { $0.beginRecovery() }
        defer { state.change { $0.endRecovery() } }
        return try body()
    }
}
