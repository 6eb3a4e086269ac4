/// A worker's hold on a job, and its capability in every call: once another has claimed the job, the fence is old and
/// nothing can be written with it.
public struct Lease: Sendable, Hashable {
    /// Number of the job.
    public let job: Int
    /// Id of the worker, random at each of its starts.
    public let worker: Int
    /// Number of the claim.
    public let fence: Int

    /// A lease from its parts.
    public init(job: Int, worker: Int, fence: Int) {
        self.job = job
        self.worker = worker
        self.fence = fence
    }
}
