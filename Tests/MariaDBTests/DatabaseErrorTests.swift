import Testing

@testable import MariaDB

struct DatabaseErrorTests {
    private func kind(_ number: UInt32, _ state: String = "HY000", _ message: String = "x") -> DatabaseError.Kind {
        DatabaseError(number: number, state: state, message: message).kind
    }

    @Test func aRoutinesRefusalHasItsStatusAndCode() {
        #expect(kind(1644, "45404", "document_unknown") == .refused(status: 404, code: "document_unknown"))
    }

    @Test(arguments: [1213, 1205, 1020] as [UInt32])
    func aConflictMayBeTriedAgain(_ number: UInt32) { #expect(kind(number) == .conflict) }

    /// 1047 is what a node of a cluster answers while it is cut off from the majority.
    @Test(arguments: [2002, 2006, 2013, 1040, 1047, 1053, 1927] as [UInt32])
    func aServerThatCannotServeIsAway(_ number: UInt32) { #expect(kind(number) == .unavailable) }

    @Test func aFaultIsTheServersNumberOrOurOwnWords() {
        #expect("\(DatabaseError(number: 1064, state: "42000", message: "near 'secret'"))" == "database fault (1064)")
        #expect("\(DatabaseError(.fault, message: "2 rows where one was promised"))".hasSuffix("one was promised"))
    }

    @Test(arguments: [1064, 1146, 1062] as [UInt32])
    func anythingElseIsAFault(_ number: UInt32) { #expect(kind(number) == .fault) }
}
