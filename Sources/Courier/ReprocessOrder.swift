import Domain
import FoundationEssentials
import JobQueue

/// What a job of the kind reprocess is to read again, as its payload says it.
///
///     {"status": "ocr_error", "since": "7d", "step": "ocr", "pipeline": null, "limit": 1000}
struct ReprocessOrder: Decodable {
    let status: String
    let since: Since
    /// The step to begin with; nil is the first.
    let step: String?
    /// One pipeline's only.
    let pipeline: String?
    let limit: Int

    private enum Member: String, CodingKey, CaseIterable {
        case status, since, step, pipeline, limit
    }

    /// Any member, to find those that nobody knows: a misspelt one would widen what is read again.
    private struct AnyMember: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Throws `JobProblem` where the payload makes no sense.
    init(payload: String) throws {
        do {
            self = try JSONDecoder().decode(ReprocessOrder.self, from: Data(payload.utf8))
        } catch let problem as JobProblem {
            throw problem
        } catch {
            throw Self.invalid(
                "Give the schedule a payload in JSON with status and since, and if wanted step, pipeline and limit.")
        }
    }

    init(from decoder: any Decoder) throws {
        for member in try decoder.container(keyedBy: AnyMember.self).allKeys
        where Member(stringValue: member.stringValue) == nil {
            throw Self.invalid("Leave out what the payload has beside status, since, step, pipeline and limit.")
        }
        let values = try decoder.container(keyedBy: Member.self)
        status = try values.decode(String.self, forKey: .status)
        guard let since = Since(try values.decode(String.self, forKey: .since)) else {
            throw Self.invalid("Give since as 30m, 12h or 7d ago, or as a day (UTC) such as 2026-11-14.")
        }
        self.since = since
        step = try values.decodeIfPresent(String.self, forKey: .step)
        pipeline = try values.decodeIfPresent(String.self, forKey: .pipeline)
        limit = try values.decodeIfPresent(Int.self, forKey: .limit) ?? 1000
        guard (1...100_000).contains(limit) else { throw Self.invalid("Give a limit from 1 to 100000.") }
        guard [status, step ?? "", pipeline ?? ""].allSatisfy({ $0.unicodeScalars.count <= 30 }) else {
            throw Self.invalid("Check status, step and pipeline: none has more than 30 letters.")
        }
    }

    private static func invalid(_ detail: String) -> JobProblem { JobProblem(code: "payload_invalid", detail: detail) }
}
