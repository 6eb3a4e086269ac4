import MariaDB
import Testing

@testable import generate

struct RefusalCheckTests {
    private static let signal = "SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown';"

    /// `show`, which an account may call, and `required`, which refuses for it.
    private func problems(
        shown: String = "Errors: 45404 document_unknown.", required: String = "Errors: 45404 document_unknown.",
        body: String = signal, sentences: [String] = ["document_unknown"], account: String = "app"
    ) throws -> [String] {
        let show = try header("show", shown, account)
        let other = try header("required", required, "internal")
        return try RefusalCheck(
            routines: [
                (show, "CREATE OR REPLACE PROCEDURE show(IN p INT) BEGIN CALL required(p); END"),
                (other, "CREATE OR REPLACE PROCEDURE required(IN p INT) BEGIN \(body) END"),
            ],
            sentences: sentences.map { Sentence(account: show.account, code: $0, text: "Look again.") }
        ).problems
    }

    private func header(_ name: String, _ errors: String, _ account: String) throws -> RoutineHeader {
        try #require(
            try RoutineHeader([
                "\(name): a routine.", errors, "account: \(account)", "transaction: none", "returns: none",
            ]))
    }

    @Test func whatHoldsIsNoProblem() throws {
        #expect(try problems() == [])
        // What another refuses for it need not be named, and may be named by the other's name.
        #expect(try problems(shown: "It says nothing.") == [])
        #expect(try problems(shown: "Errors: those of required.") == [])
        #expect(try problems(required: "Errors: 45404 document_unknown: it is none; 45404 document_unknown.") == [])
    }

    @Test func whatARoutineRefusesWithItselfIsNamed() throws {
        #expect(try problems(required: "It says nothing.").first?.hasPrefix("required: refuses with 45404") == true)
        #expect(try problems(required: "Errors: 45409 document_unknown.").count == 2)
    }

    @Test func whatNothingRefusesWithIsNotNamed() throws {
        #expect(
            try problems(shown: "Errors: 45409 job_ended.").first?.contains("nothing there refuses with it") == true)
        let commented = "-- \(Self.signal)\n"
        #expect(try problems(body: commented, sentences: []).count == 2)
    }

    @Test func aCodeHasOneSentenceForEachAccountThatHearsIt() throws {
        #expect(try problems(sentences: []) == ["refusals.txt: document_unknown has no sentence for app"])
        #expect(
            try problems(sentences: ["document_unknown", "job_ended"])
                == ["refusals.txt: no routine refuses app with job_ended"])
        // A worker knows what it was refused.
        #expect(try problems(sentences: [], account: "worker") == [])
    }

    @Test func aFaultOfOursNeedsNoSentence() throws {
        let fault = "SIGNAL SQLSTATE '45500' SET MESSAGE_TEXT = 'transaction_required';"
        #expect(
            try problems(shown: "", required: "Errors: 45500 transaction_required.", body: fault, sentences: []) == [])
    }

    @Test(arguments: [
        "Errors: document_unknown.", "Errors: 45404.", "Errors: those of nobody.", "Errors: 45404 Unknown!.",
    ])
    func whatIsNotUnderstoodIsSaid(clause: String) {
        #expect(throws: GeneratorError.self) { try problems(shown: clause) }
    }
}
