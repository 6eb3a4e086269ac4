import Domain
import MariaDB
import Testing

@testable import JobQueue

/// What errors mean for a job, by how it stands.
struct JobFailureTests {
    private struct Speaks: JobError {
        var fate: JobFate
        var jobCode: String { "code" }
        var jobDetail: String { "Do this." }
        var jobLog: String { "more" }
    }

    private struct Mute: Error {}

    private func failed(_ code: String, _ detail: String, isFinal: Bool = false, after: Int? = nil, log: String = "")
        -> JobFailure
    { .failed(code: code, detail: detail, isFinal: isFinal, after: after, log: log) }

    @Test func anErrorSaysItself() {
        #expect(JobFailure(Speaks(fate: .final), .held) == failed("code", "Do this.", isFinal: true, log: "more"))
        #expect(JobFailure(Speaks(fate: .retry()), .held) == failed("code", "Do this.", log: "more"))
        #expect(
            JobFailure(Speaks(fate: .retry(after: 90)), .held) == failed("code", "Do this.", after: 90, log: "more"))
        #expect(
            JobFailure(Speaks(fate: .snooze(seconds: 5)), .held)
                == .snoozed(code: "code", detail: "Do this.", seconds: 5))
        #expect(JobFailure(Speaks(fate: .lost), .held) == .lost)
    }

    @Test func whereTheJobIsLostNothingIsWritten() {
        #expect(JobFailure(Speaks(fate: .final), .lost) == .lost)
        #expect(JobFailure(Mute(), .lost) == .lost)
    }

    @Test func aJobThatIsGivenBackCountsNothingUnlessItsProblemIsFinal() {
        #expect(JobFailure(Mute(), .givenBack) == .givenBack)
        #expect(JobFailure(JobStopped(), .givenBack) == .givenBack)
        #expect(JobFailure(Speaks(fate: .retry()), .givenBack) == .givenBack)
        #expect(JobFailure(Speaks(fate: .final), .givenBack) == failed("code", "Do this.", isFinal: true, log: "more"))
    }

    @Test func workThatStopsWhenItsTimeIsOverHasFailedByTheLimit() {
        #expect(
            JobFailure(JobStopped(), .overdue) == failed("time_limit", "This step took longer than its queue allows."))
    }

    @Test func anErrorThatSaysNothingIsOurs() {
        #expect(
            JobFailure(Mute(), .held)
                == failed("internal_error", "The step failed for a reason that is not the document's.", log: "Mute()"))
    }

    @Test func aDocumentsProblemIsFinalInItsOwnWords() {
        let problem = DocumentProblem(.encrypted, "Send it without a password.")
        #expect(JobFailure(problem, .held) == failed("encrypted", "Send it without a password.", isFinal: true))
    }

    @Test func theDatabaseTellsOfALostLease() {
        #expect(JobFailure(DatabaseError(.refused(status: 409, code: "lease_lost")), .held) == .lost)
        guard case .failed("internal_error", _, false, nil, _) = JobFailure(DatabaseError(.conflict), .held) else {
            Issue.record("a conflict is tried again")
            return
        }
    }

    @Test func workThatNobodyKnowsWaits() {
        guard case .snoozed("kind_unknown", let detail, 30) = JobFailure(UnknownKind(kind: "dance"), .held) else {
            Issue.record("it must wait")
            return
        }
        #expect(detail.contains("dance"))
    }
}
