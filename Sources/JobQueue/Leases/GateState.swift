/// Keeps claims and recoveries of a process apart. A recovery gives back what the keeper of leases does not know of, so no
/// claim may be on its way meanwhile whose job the keeper is about to hear of.
struct GateState {
    private var claims = 0
    private var isRecovering = false

    init() {}

    /// Lets a claim in; nil while a recovery waits or runs.
    mutating func beginClaim() -> Void? {
        guard !isRecovering else { return nil }
        claims += 1
        return ()
    }

    mutating func endClaim() { claims -= 1 }

    /// Takes the place of a recovery, from when on no claim begins; nil while another has it.
    mutating func announceRecovery() -> Void? {
        guard !isRecovering else { return nil }
        isRecovering = true
        return ()
    }

    /// Whether the recovery that was announced may run; nil while claims are on their way.
    mutating func beginRecovery() -> Void? { claims == 0 ? () : nil }

    mutating func endRecovery() { isRecovering = false }
}
