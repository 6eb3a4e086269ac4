import Platform

/// What the work of a process shares.
public struct WorkBench: Sendable {
    /// What this process measures.
    public let meter: WorkerMeter
    /// Wakes the workers of a queue in which work made jobs.
    public let doorbell: Doorbell
}
