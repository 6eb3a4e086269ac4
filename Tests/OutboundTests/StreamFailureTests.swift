import Glibc
import Testing

@testable import Outbound

@Suite struct StreamFailureTests {
    private let client = HTTPClient(policy: .configured)

    @Test func whatASinkThrowsIsPassedOnAndTheConnectionDropped() throws {
        let server = endless("HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n")
        var pieces = 0
        let sink = OutboundSink(maxBytes: .max) { _ in
            pieces += 1
            if pieces == 3 { throw Refusal() }
        }
        #expect(throws: Refusal()) { try client.stream(OutboundRequest(url: server.url), to: sink) }
        #expect(pieces == 3)
        // The client goes on, with another connection.
        let refusing = OutboundSink(maxBytes: .max) { _ in throw Refusal() }
        #expect(throws: Refusal()) { try client.stream(OutboundRequest(url: server.url), to: refusing) }
        #expect(server.connections == 2)
    }

    @Test(arguments: [nil, 100_000])
    func whatASourceThrowsIsPassedOn(_ length: Int?) {
        let server = ScriptedServer.counting()
        let source = OutboundSource(length: length) { _ in throw Refusal() }
        #expect(throws: Refusal()) {
            try client.stream(OutboundRequest(method: "PUT", url: server.url), from: source)
        }
    }

    @Test(arguments: [(0, "fewer"), (99_999, "fewer"), (100_001, "more"), (200_000, "more")])
    func aSourceMustKeepToItsLength(_ count: Int, _ word: String) {
        // Each that the server saw whole would be one too many.
        let server = ScriptedServer { connection in
            guard connection.head() != nil, connection.take(100_000).count == 100_000 else { return }
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        #expect {
            try client.stream(
                OutboundRequest(method: "PUT", url: server.url, timeoutSeconds: 20),
                from: counted(count, length: 100_000))
        } throws: {
            guard case .invalidRequest(let problem)? = $0 as? OutboundError else { return false }
            return problem.contains("\(word) bytes than it said")
        }
    }

    @Test func impossibleSourcesAreRefused() {
        let url = ScriptedServer.counting().url
        let put = OutboundRequest(method: "PUT", url: url)
        let wild = OutboundSource(length: nil) { $0.count + 1 }
        let cases = [
            (put, wild), (put, OutboundSource(length: nil) { _ in -1 }), (put, counted(1, length: 0)),
            (put, counted(1, length: -1)), (OutboundRequest(url: url), counted(1, length: 1)),
            (OutboundRequest(method: "HEAD", url: url), counted(1, length: 1)),
            (OutboundRequest(method: "PUT", url: url, body: [1]), counted(1, length: 1)),
        ]
        for (request, source) in cases {
            #expect {
                try client.stream(request, from: source)
            } throws: {
                guard case .invalidRequest? = $0 as? OutboundError else { return false }
                return true
            }
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n4\r\nx",
    ])
    func aBodyThatBreaksOffIsAnError(_ answer: String) {
        let server = LocalServer { _ in .init(answer) }
        let counter = Counter()
        #expect {
            try client.stream(OutboundRequest(url: "http://127.0.0.1:\(server.port)/"), to: counter.sink())
        } throws: {
            guard case .broken? = $0 as? OutboundError else { return false }
            return true
        }
        #expect(counter.start.starts(with: Array("short".utf8)))
    }

    @Test func aSinkHasItsLimit() {
        let server = endless("HTTP/1.1 200 OK\r\n\r\n")
        let counter = Counter()
        #expect(throws: OutboundError.responseTooLarge(status: 200)) {
            try client.stream(OutboundRequest(url: server.url), to: counter.sink(maxBytes: 1_000_000))
        }
        #expect((1...1_000_000).contains(counter.count))
    }

    @Test func theTextOfAnErrorAndHeadersHaveTheirLimitsToo() {
        let error = endless("HTTP/1.1 500 Oops\r\n\r\n")
        let headers = endless("HTTP/1.1 200 OK\r\n", "X: \(String(repeating: "y", count: 1000))\r\n")
        let counter = Counter()
        #expect(throws: OutboundError.responseTooLarge(status: 500)) {
            try client.stream(OutboundRequest(url: error.url), to: counter.sink())
        }
        #expect(throws: OutboundError.responseTooLarge(status: 200)) {
            try client.stream(OutboundRequest(url: headers.url), to: counter.sink())
        }
        #expect(counter.count == 0)
    }

    @Test func noRedirectLeadsToAPrivateAddress() throws {
        let server = LocalServer { _ in
            .init("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:1/\r\nContent-Length: 3\r\n\r\nxxx")
        }
        let first = HTTPClient(policy: AddressPolicy { $0.map { "\($0)" } == "127.0.0.1" })
        let counter = Counter()
        let request = OutboundRequest(url: "http://127.0.0.1:\(server.port)/", maxRedirects: 3)
        #expect(throws: OutboundError.addressRefused) { try first.stream(request, to: counter.sink()) }
        #expect(counter.count == 0 && server.requests.count == 1)
    }

    @Test func whatIsNoFileIsNoSource() {
        #expect(throws: OutboundFileError(code: EBADF)) { try OutboundSource.file(-1) }
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        defer { for end in ends { close(end) } }
        #expect(throws: OutboundFileError(code: ESPIPE)) { try OutboundSource.file(ends[0]) }
    }

    @Test func aDiskThatIsFullEndsTheRequest() {
        let server = LocalServer { _ in .ok("file") }
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(throws: OutboundFileError(code: ENOSPC)) {
            try client.stream(
                OutboundRequest(url: "http://127.0.0.1:\(server.port)/"), to: .file(full, maxBytes: 100))
        }
    }

    /// Says one thing, then another for as long as anyone listens.
    private func endless(_ start: String, _ rest: String = String(repeating: "x", count: 1 << 16)) -> ScriptedServer {
        ScriptedServer { connection in
            _ = connection.head()
            connection.say(start)
            while connection.say(rest) {}
        }
    }
}
