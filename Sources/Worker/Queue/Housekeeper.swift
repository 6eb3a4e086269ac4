import Persistence
import Platform

/// Frees jobs whose worker died and readies jobs whose delay is over, for the queues that this process serves, and clears
/// away what nobody will ask for; each worker does so, so nothing depends on any one of them.
struct Housekeeper {
    let queues: [String]
    let session: WorkerSession
    let doorbell: Doorbell
    let blobs: BlobStore
    /// Makes the worker known again, in case it was held up so long that it was forgotten.
    let register: () throws(DatabaseError) -> Void

    /// Runs until the process ends.
    func run() -> Never {
        var sweep = 0.0
        while true {
            Clock.sleep(seconds: Double.random(in: 0.75...1.25))
            do {
                for queue in queues { try tidy(queue) }
                if Clock.monotonic() > sweep {
                    try register()
                    try session.sweep()
                    while try session.requestsSweep().forgotten > 0 {}
                    blobs.removeLeftovers(olderThan: 86_400)
                    sweep = Clock.monotonic() + 60
                }
            } catch {
                Log.warning("cannot look after the queues", ["error": "\(error)"])
                Clock.sleep(seconds: 2)
            }
        }
    }

    private func tidy(_ queue: String) throws(DatabaseError) {
        while let rescued = try session.leaseRescue(queue: queue).first {
            Log.warning(
                "lease ran out; its worker died or hung",
                ["queue": queue, "job": "\(rescued.job)", "outcome": rescued.outcome])
            doorbell.ring(queue)
        }
        while try !session.jobPromote(queue: queue).isEmpty { doorbell.ring(queue) }
    }
}
