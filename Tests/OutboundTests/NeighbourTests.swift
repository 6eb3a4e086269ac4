import Outbound
import Platform
import Synchronization
import Testing

/// Eight slots of one process, as a courier has them.
@Suite struct NeighbourTests {
    @Test func aSlowCallHoldsUpNobodyAndEndsWhenItIsCancelled() {
        let silent = ScriptedServer.silent().url
        let quick = LocalServer { _ in .ok("ok") }
        let url = "http://127.0.0.1:\(quick.port)/"
        let answers = Atomic<Int>(0)
        let isLost = Atomic<Bool>(false)
        let slow = Mutex<OutboundError?>(nil)
        let ended = Atomic<Int>(0)

        startThread {
            let client = HTTPClient(policy: .configured)
            do throws(OutboundError) {
                let patience = OutboundPatience(secondsLeft: 60) { isLost.load(ordering: .relaxed) }
                _ = try client.send(OutboundRequest(url: silent, timeoutSeconds: 60), patience: patience)
            } catch { slow.withLock { $0 = error } }
            ended.add(1, ordering: .relaxed)
        }
        for _ in 0..<7 {
            startThread {
                let client = HTTPClient(policy: .configured)
                for _ in 0..<20 where (try? client.send(OutboundRequest(url: url)))?.body == Array("ok".utf8) {
                    answers.add(1, ordering: .relaxed)
                }
                ended.add(1, ordering: .relaxed)
            }
        }
        #expect(wait { ended.load(ordering: .relaxed) == 7 })
        #expect(answers.load(ordering: .relaxed) == 140 && slow.withLock { $0 } == nil)

        let cancelled = Clock.monotonic()
        isLost.store(true, ordering: .relaxed)
        #expect(wait { ended.load(ordering: .relaxed) == 8 })
        #expect(slow.withLock { $0 } == .cancelled && Clock.monotonic() - cancelled < 2)
    }

    private func wait(_ condition: () -> Bool) -> Bool {
        let end = Clock.monotonic() + 30
        while !condition(), Clock.monotonic() < end { Clock.sleep(seconds: 0.01) }
        return condition()
    }
}
