import Outbound
import Platform
import Testing

@Suite struct HTTPLimitsTests {
    private func send(_ request: OutboundRequest) throws(OutboundError) -> OutboundResponse {
        try HTTPClient(policy: .configured).send(request)
    }

    @Test func theBodyIsCappedWhileItComes() throws {
        let kilobyte = String(repeating: "x", count: 1024)
        let endless = LocalServer { _ in
            var answer = LocalServer.Answer("HTTP/1.1 500 Oops\r\n\r\n")
            answer.chunks += Array(repeating: kilobyte, count: 100_000)
            return answer
        }
        let url = "http://127.0.0.1:\(endless.port)/"
        #expect(throws: OutboundError.responseTooLarge(status: 500)) {
            try send(OutboundRequest(url: url, maxResponseBytes: 10_000))
        }
        let exact = LocalServer { _ in .ok(kilobyte) }
        let request = OutboundRequest(url: "http://127.0.0.1:\(exact.port)/", maxResponseBytes: 1024)
        #expect(try send(request).body.count == 1024)
    }

    @Test func headersAreCappedToo() {
        let server = LocalServer { _ in
            var answer = LocalServer.Answer("HTTP/1.1 200 OK\r\n")
            answer.chunks += Array(repeating: "X: " + String(repeating: "y", count: 1000) + "\r\n", count: 10_000)
            return answer
        }
        #expect(throws: OutboundError.responseTooLarge(status: 200)) {
            try send(OutboundRequest(url: "http://127.0.0.1:\(server.port)/"))
        }
    }

    @Test func timeIsLimitedAsAWhole() {
        let drip = LocalServer { _ in
            var answer = LocalServer.Answer("HTTP/1.1 200 OK\r\n\r\n", pause: 0.1)
            answer.chunks += Array(repeating: "x", count: 100)
            return answer
        }
        let started = Clock.monotonic()
        #expect(throws: OutboundError.timedOut) {
            try send(OutboundRequest(url: "http://127.0.0.1:\(drip.port)/", timeoutSeconds: 0.5))
        }
        // The whole drip lasts ten seconds.
        #expect((0.4..<8).contains(Clock.monotonic() - started))
    }

    @Test func plainTextIsNoTLS() {
        let server = LocalServer { _ in .ok("") }
        #expect(throws: OutboundError.insecure) {
            try send(OutboundRequest(url: "https://127.0.0.1:\(server.port)/", timeoutSeconds: 5))
        }
    }

    @Test func whatIsNotHTTPIsBroken() {
        for answer in ["", "SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"] {
            let server = LocalServer { _ in .init(answer) }
            #expect {
                try send(OutboundRequest(url: "http://127.0.0.1:\(server.port)/", timeoutSeconds: 5))
            } throws: {
                guard case .broken? = $0 as? OutboundError else { return false }
                return true
            }
        }
    }
}
