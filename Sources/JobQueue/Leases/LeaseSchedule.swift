/// When the leases of a process are renewed, and when they are only looked at.
struct LeaseSchedule {
    /// What the keeper does now.
    enum Step: Equatable {
        case renew
        /// One that was cancelled should not wait for the next renewal.
        case check
        case nothing
    }

    private var renewed: Double
    private var checked: Double
    /// The lengths of leases as the database has them now: an operator may have made them shorter since the claims.
    private var lengths: [Int: Int] = [:]

    /// Nothing is renewed yet: the first step is a renewal, which also says that the worker lives.
    init() {
        renewed = -.infinity
        checked = -.infinity
    }

    /// - Parameters:
    ///   - now: monotonic seconds.
    ///   - jobs: those that are held, with the seconds of their leases as they were claimed.
    func step(now: Double, jobs: [(job: Int, leaseS: Int)]) -> Step {
        // Asked anew each time: the next job's lease may be shorter than those that the last renewal saw.
        let shortest = Double(jobs.map { lengths[$0.job] ?? $0.leaseS }.min() ?? 60)
        if now >= renewed + min(20, shortest / 3) { return .renew }
        return now >= checked + 1.5 && !jobs.isEmpty ? .check : .nothing
    }

    /// A renewal went through, and gave these lengths.
    mutating func renewed(at now: Double, lengths: [(job: Int, leaseS: Int)]) {
        renewed = now
        checked = now
        self.lengths = Dictionary(lengths) { first, _ in first }
    }

    mutating func checked(at now: Double) { checked = now }
}
