import Domain
import FoundationEssentials
import Persistence
import Platform

/// probe: work of known length, to see that a queue moves and how fast.
///
///     {"sleep_ms": 200, "event": true, "fail": false}
public struct ProbeWork: Work {
    /// `probe`
    public static let kind = "probe"

    /// Any process can be probed.
    public init() {}

    /// Does what the job's payload asks for.
    public func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults { try Probe(job).run(job) }
}

/// What a probe is asked for.
private struct Probe: Decodable {
    var sleepMs = 0
    /// Writes an event `probe.completed` with the job's number, and when it began, in the transaction that ends it.
    var event = false
    /// Fails each attempt.
    var fail = false

    private enum CodingKeys: String, CodingKey {
        case sleepMs = "sleep_ms"
        case event
        case fail
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        sleepMs = try values.decodeIfPresent(Int.self, forKey: .sleepMs) ?? 0
        event = try values.decodeIfPresent(Bool.self, forKey: .event) ?? false
        fail = try values.decodeIfPresent(Bool.self, forKey: .fail) ?? false
    }

    private init() {}

    /// What the job's payload asks for; nothing in it, no work.
    init(_ job: HeldJob) throws {
        guard let payload = job.claim.payload, payload != "{}" else {
            self.init()
            return
        }
        self = try JSONDecoder().decode(Probe.self, from: Data(payload.utf8))
    }

    func run(_ job: HeldJob) throws -> WorkResults {
        let started = Int(Clock.microseconds())
        let end = Clock.monotonic() + Double(sleepMs) / 1000
        while Clock.monotonic() < end {
            if job.isCancelled { throw JobStopped() }
            Clock.sleep(seconds: min(0.05, max(0, end - Clock.monotonic())))
        }
        if fail { throw ProbeEnded() }
        guard event else { return .none }
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            try transaction.probeComplete(lease: lease, startedUs: started)
        }
    }
}

/// A probe that was told to fail.
private struct ProbeEnded: Error, CustomStringConvertible {
    var description: String { "the probe ended before its time" }
}
