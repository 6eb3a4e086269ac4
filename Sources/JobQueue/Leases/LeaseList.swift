import Domain

/// Leases as the routines take them.
enum LeaseList {
    /// `[[job, fence], …]`
    static func json(_ leases: [Lease]) -> String {
        "[" + leases.map { "[\($0.job),\($0.fence)]" }.joined(separator: ",") + "]"
    }
}
