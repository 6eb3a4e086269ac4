import ArgumentParser
import Domain
import Persistence
import Platform

/// `docket reprocess`
struct Reprocess: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read documents again that came to a status.",
        discussion: """
            What was found before is kept as a version of the document; GET /documents/{id}/versions tells how the new \
            fields differ. Takes the oldest first, each in a transaction of its own, behind fresh uploads; may be cut \
            off and run again. A document is passed over while a job of it is live, or where it lacks what the step \
            reads. Ends with 0 also where nothing matched.

            docket reprocess --status ocr_error --since 7d --step ocr --dry-run
            """)

    @Option(help: "The status that they are in, such as ocr_error.") var status: String
    @Option(help: "When they came to it: 30m, 12h or 7d ago, or since a day (UTC) such as 2026-11-14.") var since: Since
    @Option(help: "The step to begin with, such as ocr; what it reads must be there. (default: the first)")
    var step: String?
    @Option(help: "One tenant's only, by its slug.") var tenant: String?
    @Option(help: "One pipeline's only, such as invoice.") var pipeline: String?
    @Option(help: "So many at most, 1 to 100000.") var limit = 1000
    @Option(help: "Leave out what has been read again so often already, as each time may cost as much as the first.")
    var tries: Int?
    @Flag(help: "Show which, and change nothing.") var dryRun = false

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit must be 1 to 100000") }
        guard tries ?? 1 > 0 else { throw ValidationError("--tries must be 1 or more") }
    }

    func run() throws {
        let session = try AdminSession.fromEnvironment()
        let instant = since.instant(now: Int(Clock.milliseconds() / 1000))
        // One more than asked for tells whether there are more.
        let found = try CommandError.explaining {
            try session.reprocessList(
                status: status, since: instant, step: step, tenantSlug: tenant, pipeline: pipeline, limit: limit + 1)
        }
        let rows = found.prefix(limit).filter { $0.versions < tries ?? .max }[...]
        if dryRun { show(rows) } else { try reprocess(rows, session) }
        let tried = min(found.count, limit) - rows.count
        if tried > 0 { print("\(Self.documents(tried)) left out, read again \(tries ?? 0) times or more already") }
        if found.count > limit { print("there are more than \(limit); run it again for the rest, or raise --limit") }
    }

    private func show(_ rows: ArraySlice<ReprocessListRow>) {
        var table = Table(["document", "tenant", "pipeline", "since", "error", "file", ""])
        for row in rows {
            table.add([
                "\(row.documentId)", row.tenantSlug, row.pipeline, "\(row.updatedAt)", row.errorCode ?? "",
                row.filename, row.isBusy ? "busy: a job is live" : "",
            ])
        }
        if !rows.isEmpty { print(table.text) }
        let busy = rows.count { $0.isBusy }
        print(
            "\(Self.documents(rows.count)) in \(status); \(rows.count - busy) would be reprocessed, "
                + "\(busy) passed over. Nothing was changed.")
    }

    private func reprocess(_ rows: ArraySlice<ReprocessListRow>, _ session: AdminSession) throws {
        let doorbell = Environment.value("DOCKET_RUN").map(Doorbell.init(runtime:))
        var tally = ReprocessTally()
        var progress = Progress(of: rows.count, what: "documents")
        for row in rows {
            let answer = try CommandError.explaining {
                try session.reprocessDocument(
                    tenantSlug: row.tenantSlug, document: row.documentId, status: status, step: step)
            }
            tally.add(answer.outcome)
            if let queue = answer.queue { doorbell?.ring(queue) }
            if let reason = ReprocessTally.reasons[answer.outcome] {
                print("\(row.documentId) of \(row.tenantSlug) passed over: \(reason)")
            }
            progress.advance()
        }
        print("\(Self.documents(rows.count)) in \(status): \(tally)")
    }

    static func documents(_ count: Int) -> String { count == 1 ? "1 document" : "\(count) documents" }
}

/// What became of the documents of a run.
struct ReprocessTally: CustomStringConvertible {
    /// Why a document was passed over, by outcome.
    static let reasons = [
        "busy": "a job of it is live; it will be done in a moment",
        "unready": "it lacks what the step reads; begin with an earlier step",
        "changed": "its status is another by now",
    ]
    private var counts: [String: Int] = [:]

    mutating func add(_ outcome: String) { counts[outcome, default: 0] += 1 }

    var description: String {
        let passed = ["busy", "unready", "changed"].compactMap { outcome in
            counts[outcome].map { ", \($0) \(outcome)" }
        }
        return "\(counts["reprocessed", default: 0]) reprocessed" + passed.joined()
    }
}

extension Since: ExpressibleByArgument {
    /// Nil, and with it the command's own words, for what is neither a length of time nor a day.
    public init?(argument: String) { self.init(argument) }
}
