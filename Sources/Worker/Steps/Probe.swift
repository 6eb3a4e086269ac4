import Domain
import FoundationEssentials
import Persistence
import Platform

/// probe: work of known length, to see that a queue moves and how fast.
///
///     {"sleep_ms": 200, "event": true, "fail": false}
struct Probe: Decodable {
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

    func run(_ job: HeldJob) throws -> StepResults {
        let started = Int(Clock.microseconds())
        let end = Clock.monotonic() + Double(sleepMs) / 1000
        while Clock.monotonic() < end {
            if job.isCancelled { throw ProbeEnded() }
            Clock.sleep(seconds: min(0.05, max(0, end - Clock.monotonic())))
        }
        if fail { throw ProbeEnded() }
        guard event else { return .none }
        return StepResults { (transaction, lease) throws(DatabaseError) in
            try transaction.probeComplete(lease: lease, startedUs: started)
        }
    }
}

/// A probe that was told to fail, or to stop.
struct ProbeEnded: Error, CustomStringConvertible {
    var description: String { "the probe ended before its time" }
}
