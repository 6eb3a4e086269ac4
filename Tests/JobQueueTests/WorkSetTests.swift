import Persistence
import Testing

@testable import JobQueue

/// A kind of work is a type that says its word; a set of them is what a slot can do.
struct WorkSetTests {
    private struct Greeting: Work {
        static let kind = "greeting"
        func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults { .none }
    }

    private struct Farewell: Work {
        static let kind = "farewell"
        func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
            WorkResults { (_, _) throws(DatabaseError) in }
        }
    }

    @Test func theWorkerTellsTheDatabaseWhatItKnows() {
        #expect(WorkSet([Greeting(), Farewell(), ProbeWork()]).kinds == ["farewell", "greeting", "probe"])
    }

    @Test func nothingToWriteIsToldFromSomething() {
        #expect(WorkResults.none.isEmpty)
        #expect(!WorkResults { (_, _) throws(DatabaseError) in }.isEmpty)
    }
}
