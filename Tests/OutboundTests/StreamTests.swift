import Glibc
import Outbound
import Testing

@Suite struct StreamTests {
    private let client = HTTPClient(policy: .configured)
    private let count = 3_000_001

    @Test(arguments: ["PUT", "POST", "PATCH"])
    func aBodyOfKnownLengthGoesUp(_ method: String) throws {
        let server = ScriptedServer.counting()
        let request = OutboundRequest(method: method, url: server.url)
        let response = try client.stream(request, from: counted(count, length: count))
        #expect(String(decoding: response.body, as: UTF8.self) == "\(count) \(sum(count))")
    }

    @Test func aBodyOfUnknownLengthGoesInChunks() throws {
        let server = LocalServer { _ in .ok("") }
        let request = OutboundRequest(method: "POST", url: "http://127.0.0.1:\(server.port)/")
        _ = try client.stream(request, from: counted(3, length: nil))
        let seen = try #require(server.requests.first)
        #expect(seen.contains("POST / HTTP/1.1\r\n") && seen.contains("Transfer-Encoding: chunked\r\n"))
        #expect(!seen.contains("Content-Length") && !seen.lowercased().contains("expect"))
    }

    @Test func anEmptyBodyIsOne() throws {
        let server = LocalServer { _ in .ok("") }
        let request = OutboundRequest(method: "PUT", url: "http://127.0.0.1:\(server.port)/")
        _ = try client.stream(request, from: counted(0, length: 0))
        #expect(server.requests.first?.contains("Content-Length: 0\r\n") == true)
    }

    @Test func aBodyComesDownPieceByPiece() throws {
        let server = ScriptedServer { connection in
            _ = connection.head()
            connection.say("HTTP/1.1 206 Part\r\nContent-Length: 5000000\r\nX-A: b\r\n\r\n")
            connection.say([UInt8](repeating: 7, count: 5_000_000))
        }
        let counter = Counter()
        let response = try client.stream(OutboundRequest(url: server.url, maxResponseBytes: 1), to: counter.sink())
        #expect(counter.count == 5_000_000 && counter.sum == 35_000_000)
        #expect(response.status == 206 && response.body.isEmpty && response.header("x-a") == "b")
    }

    @Test func theTextOfAnErrorIsNoFile() throws {
        let server = LocalServer { _ in .init("HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\nnone") }
        let counter = Counter()
        let request = OutboundRequest(url: "http://127.0.0.1:\(server.port)/")
        let response = try client.stream(request, to: counter.sink())
        #expect(response.status == 404 && response.body == Array("none".utf8) && counter.count == 0)
    }

    @Test func aRedirectsOwnBodyIsNoFile() throws {
        let server = LocalServer {
            $0.contains(" /a ")
                ? .init("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 3\r\n\r\nxxx") : .ok("file")
        }
        let counter = Counter()
        let request = OutboundRequest(url: "http://127.0.0.1:\(server.port)/a", maxRedirects: 1)
        #expect(try client.stream(request, to: counter.sink()).status == 200)
        #expect(counter.start == Array("file".utf8))
    }

    @Test func bothWaysAtOnce() throws {
        let server = ScriptedServer.counting()
        let counter = Counter()
        let request = OutboundRequest(method: "POST", url: server.url)
        _ = try client.stream(request, from: counted(99, length: 99), to: counter.sink())
        #expect(counter.start == Array("99 \(sum(99))".utf8))
    }

    @Test func filesGoUpAndComeDown() throws {
        var template = Array("/tmp/docket-outbound-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        unlink(template)
        defer { close(file) }
        let server = LocalServer { $0.hasPrefix("GET") ? .ok("what is kept") : .ok("") }
        let url = "http://127.0.0.1:\(server.port)/"
        _ = try client.stream(OutboundRequest(url: url), to: .file(file, maxBytes: 100))
        // It stands at its end now, which is not where the source begins.
        _ = try client.stream(OutboundRequest(method: "PUT", url: url), from: .file(file))
        #expect(server.requests.last?.hasSuffix("\r\n\r\nwhat is kept") == true)
    }

    /// A server that closes a kept connection when the next request comes, as one does whose patience ended then.
    @Test func aConnectionThatWasClosedIsNoFailure() throws {
        let server = ScriptedServer { connection in
            while let head = connection.head() {
                if connection.number == 1, head.hasPrefix("PUT") { return }
                _ = connection.take(ScriptedServer.length(head) ?? 0)
                connection.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        _ = try client.send(OutboundRequest(url: server.url))
        let source = counted(count, length: count)
        #expect(try client.stream(OutboundRequest(method: "PUT", url: server.url), from: source).status == 200)
        #expect(server.connections == 2)
    }
}
