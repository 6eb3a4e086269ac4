import Platform
import Synchronization
import Testing

@testable import JobQueue

struct GateStateTests {
    private var gate = GateState()

    @Test mutating func claimsGoTogether() {
        #expect(gate.beginClaim() != nil)
        #expect(gate.beginClaim() != nil)
    }

    @Test mutating func aRecoveryWaitsForClaimsAndKeepsOthersOut() {
        #expect(gate.beginClaim() != nil)
        #expect(gate.announceRecovery() != nil)
        #expect(gate.beginClaim() == nil)
        #expect(gate.beginRecovery() == nil)
        gate.endClaim()
        #expect(gate.beginRecovery() != nil)
        #expect(gate.beginClaim() == nil)
        gate.endRecovery()
        #expect(gate.beginClaim() != nil)
    }

    @Test mutating func recoveriesGoOneAfterTheOther() {
        #expect(gate.announceRecovery() != nil)
        #expect(gate.announceRecovery() == nil)
        gate.endRecovery()
        #expect(gate.announceRecovery() != nil)
    }
}

struct ClaimGateTests {
    @Test func noClaimIsUnderWayDuringARecovery() {
        let gate = ClaimGate()
        let claims = Atomic<Int>(0)
        let ended = Guarded(0)
        for _ in 0..<4 {
            startThread {
                for _ in 0..<200 {
                    gate.claiming {
                        claims.add(1, ordering: .relaxed)
                        Clock.sleep(seconds: 0.0001)
                        claims.subtract(1, ordering: .relaxed)
                    }
                }
                ended.change { $0 += 1 }
            }
        }
        for _ in 0..<50 { gate.recovering { #expect(claims.load(ordering: .relaxed) == 0) } }
        ended.wait { $0 == 4 ? () : nil }
    }

    @Test func aBodyThatThrowsLeavesTheGateOpen() {
        struct Away: Error {}
        let gate = ClaimGate()
        #expect(throws: Away.self) { try gate.claiming { () throws(Away) -> Void in throw Away() } }
        #expect(throws: Away.self) { try gate.recovering { () throws(Away) -> Void in throw Away() } }
        #expect(gate.claiming { 7 } == 7)
    }
}
