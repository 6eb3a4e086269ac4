import Foundation
import Testing

@testable import Platform

@Suite struct GuardedTests {
    @Test func whoChangesLooksBeforeThoseItWakes() {
        for _ in 0..<200 {
            let places = Guarded(0)
            let order = Guarded([String]())
            let waiter = Thread {
                places.wait { $0 > 0 ? () : nil }
                order.change { $0.append("waiter") }
            }
            waiter.start()
            // Both places are taken in the hold in which they were given: the waiter sees none.
            let taken = places.change(
                { $0 = 2 },
                thenWait: { count in
                    count == 2
                        ? {
                            count = 0; return 2
                        }() : nil
                })
            order.change { $0.append("first") }
            places.change { $0 = 1 }
            #expect(order.wait { $0.count == 2 ? $0 : nil } == ["first", "waiter"])
            #expect(taken == 2)
        }
    }

    @Test func aChangeThenWaitWakesOthers() {
        let value = Guarded(0)
        let other = Thread {
            value.wait { $0 == 1 ? () : nil }
            value.change { $0 = 2 }
        }
        other.start()
        #expect(value.change({ $0 = 1 }, thenWait: { $0 == 2 ? $0 : nil }) == 2)
    }
}
