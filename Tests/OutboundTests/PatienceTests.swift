import Glibc
import Outbound
import Platform
import Synchronization
import Testing

@Suite struct PatienceTests {
    private let client = HTTPClient(policy: .configured)

    /// Says yes some time after the first request begins; the requests themselves have a minute.
    private func cancelled(after seconds: Double = 0.3) -> OutboundPatience {
        let end = Clock.monotonic() + seconds
        return OutboundPatience { Clock.monotonic() > end }
    }

    /// That a request ends by `expected`, and a good while before its own time.
    private func expect(_ expected: OutboundError, within seconds: Double = 5, _ send: () throws -> Void) {
        let started = Clock.monotonic()
        #expect(throws: expected) { try send() }
        #expect(Clock.monotonic() - started < seconds)
    }

    @Test func beforeItBegins() {
        let server = ScriptedServer.counting()
        let request = OutboundRequest(url: server.url)
        expect(.cancelled) { _ = try client.send(request, patience: OutboundPatience { true }) }
        expect(.cancelled) {
            _ = try client.stream(request, to: Counter().sink(), patience: OutboundPatience { true })
        }
        for seconds in [0, -1, -Double.infinity, .nan] {
            expect(.timedOut) { _ = try client.send(request, patience: OutboundPatience(secondsLeft: seconds)) }
        }
        #expect(server.connections == 0)
    }

    @Test func whileItConnects() {
        // Its queue takes one connection; what comes then has no answer.
        let (listener, port) = LocalServer.listening(backlog: 0)
        let waiting = (0..<3).map { _ in halfOpen(port) }
        defer { for descriptor in waiting + [listener] { close(descriptor) } }
        let request = OutboundRequest(
            url: "http://127.0.0.1:\(port)/", timeoutSeconds: 60, connectTimeoutSeconds: 60)
        expect(.cancelled) { _ = try client.send(request, patience: cancelled()) }
        expect(.timedOut) { _ = try client.send(request, patience: OutboundPatience(secondsLeft: 0.3)) }
    }

    @Test func whileItWaitsForTheAnswer() {
        let request = OutboundRequest(url: ScriptedServer.silent().url, timeoutSeconds: 60)
        expect(.cancelled) { _ = try client.send(request, patience: cancelled()) }
        expect(.timedOut) { _ = try client.send(request, patience: OutboundPatience(secondsLeft: 0.3)) }
    }

    @Test func whileItSends() {
        let request = OutboundRequest(method: "PUT", url: ScriptedServer.silent().url, timeoutSeconds: 60)
        expect(.cancelled) {
            _ = try client.stream(request, from: counted(1 << 30, length: 1 << 30), patience: cancelled())
        }
        var large = request
        large.body = [UInt8](repeating: 1, count: 64 << 20)
        expect(.cancelled) { _ = try client.send(large, patience: cancelled()) }
        expect(.timedOut) { _ = try client.send(large, patience: OutboundPatience(secondsLeft: 0.3)) }
    }

    @Test func whileItReceivesAndWhileNothingComes() {
        for pause in [0, 600.0] {
            let server = ScriptedServer { connection in
                _ = connection.head()
                connection.say("HTTP/1.1 200 OK\r\n\r\n")
                while connection.say(String(repeating: "x", count: 1000)) { if pause > 0 { _ = connection.take() } }
            }
            let counter = Counter()
            expect(.cancelled) {
                _ = try client.stream(
                    OutboundRequest(url: server.url, timeoutSeconds: 60), to: counter.sink(), patience: cancelled())
            }
            #expect(counter.count > 0)
        }
    }

    @Test func theSmallerLimitWins() {
        let url = ScriptedServer.silent().url
        let patience = OutboundPatience(secondsLeft: 60)
        expect(.timedOut) { _ = try client.send(OutboundRequest(url: url, timeoutSeconds: 0.3), patience: patience) }
        #expect((50...60).contains(patience.secondsLeft) && OutboundPatience.unlimited.secondsLeft == .infinity)
    }

    @Test func itIsAskedOftenAndNotWithoutEnd() throws {
        let request = OutboundRequest(url: ScriptedServer.silent().url, timeoutSeconds: 1)
        var asked = 0
        let patience = OutboundPatience {
            asked += 1
            return false
        }
        #expect(throws: OutboundError.timedOut) { try client.send(request, patience: patience) }
        #expect((4...40).contains(asked))
    }

    @Test func anAnswerThatIsThereIsNoCancel() throws {
        let server = LocalServer { _ in .ok("done") }
        let counter = Atomic<Int>(0)
        let patience = OutboundPatience { counter.add(1, ordering: .relaxed).newValue > 1000 }
        let request = OutboundRequest(url: "http://127.0.0.1:\(server.port)/")
        #expect(try client.send(request, patience: patience).body == Array("done".utf8))
    }

    private func halfOpen(_ port: UInt16) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        withUnsafePointer(to: &address) {
            _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return descriptor
    }
}
