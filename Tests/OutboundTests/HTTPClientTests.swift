import Glibc
import Outbound
import Testing

@Suite struct HTTPClientTests {
    private func send(_ request: OutboundRequest, unixSocket: String? = nil) throws(OutboundError) -> OutboundResponse {
        try HTTPClient(policy: .configured, unixSocket: unixSocket).send(request)
    }

    @Test func sendsAndReceives() throws {
        let server = LocalServer { _ in .ok("déjà", headers: "X-Twice: a\r\nx-twice:  b \r\n") }
        let response = try send(
            OutboundRequest(
                method: "POST", url: "http://127.0.0.1:\(server.port)/hook?x=1",
                headers: [("webhook-id", "msg_1"), ("X-Empty", "")], body: Array(#"{"a":1}"#.utf8)))
        #expect(response.status == 200 && response.isSuccess && response.body == Array("déjà".utf8))
        #expect(response.headers.filter { $0.name.lowercased() == "x-twice" }.map(\.value) == ["a", "b"])
        #expect(response.header("CONTENT-LENGTH") == "6")
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /hook?x=1 HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\n{\"a\":1}"))
        #expect(request.contains("webhook-id: msg_1\r\n") && request.contains("X-Empty:\r\n"))
        #expect(request.contains("User-Agent: Docket\r\n") && request.contains("Content-Length: 7\r\n"))
        #expect(!request.lowercased().contains("content-type") && !request.lowercased().contains("expect"))
    }

    @Test(arguments: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])
    func everyMethodWithAndWithoutABody(_ method: String) throws {
        let server = LocalServer { _ in .ok("") }
        let client = HTTPClient(policy: .configured)
        let url = "http://127.0.0.1:\(server.port)/"
        for body in [nil, Array("abc".utf8), [], nil] {
            #expect(try client.send(OutboundRequest(method: method, url: url, body: body)).body.isEmpty)
        }
        #expect(server.requests.allSatisfy { $0.hasPrefix("\(method) / HTTP/1.1") })
        #expect(server.requests.map { $0.contains("Content-Length: 3") } == [false, true, false, false])
        #expect(server.requests.map { $0.hasSuffix("\r\n\r\nabc") } == [false, true, false, false])
    }

    @Test func anEmptyPostAndAHeadEndAtOnce() throws {
        let server = LocalServer {
            $0.hasPrefix("HEAD") ? .init("HTTP/1.1 204 No\r\nContent-Length: 9\r\n\r\n") : .ok("x")
        }
        let url = "http://127.0.0.1:\(server.port)/"
        #expect(try send(OutboundRequest(method: "POST", url: url, timeoutSeconds: 3)).body == [120])
        #expect(try send(OutboundRequest(method: "HEAD", url: url, timeoutSeconds: 3)).status == 204)
        #expect(server.requests[0].contains("Content-Length: 0\r\n"))
        #expect(!server.requests[0].lowercased().contains("content-type"))
    }

    @Test func everyStatusIsAResponseAndNoRedirectIsFollowed() throws {
        let server = LocalServer { request in
            request.contains(" /a ")
                ? .init("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n") : .ok("b")
        }
        let url = "http://127.0.0.1:\(server.port)/a"
        #expect(try send(OutboundRequest(url: url)).status == 302)
        let followed = try send(OutboundRequest(url: url, maxRedirects: 1))
        #expect(followed.status == 200 && followed.body == [98] && followed.header("location") == nil)
        #expect(server.requests.count == 3)
    }

    @Test func redirectsEnd() {
        let server = LocalServer { _ in .init("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n") }
        #expect(throws: OutboundError.tooManyRedirects) {
            try send(OutboundRequest(url: "http://127.0.0.1:\(server.port)/", maxRedirects: 3))
        }
        #expect(server.requests.count == 4)
    }

    @Test func aClientGoesOnAfterAFailure() throws {
        let server = LocalServer { $0.contains(" /big ") ? .ok("0123456789") : .ok("ok") }
        let client = HTTPClient(policy: .configured)
        let url = "http://127.0.0.1:\(server.port)"
        #expect(throws: OutboundError.responseTooLarge(status: 200)) {
            try client.send(OutboundRequest(url: url + "/big", maxResponseBytes: 5))
        }
        #expect(throws: OutboundError.unreachable) { try client.send(OutboundRequest(url: "http://127.0.0.1:1/")) }
        #expect(try client.send(OutboundRequest(url: url + "/")).body == Array("ok".utf8))
    }

    @Test func speaksThroughAUnixSocket() throws {
        let path = "/tmp/docket-outbound-\(getpid()).sock"
        unlink(path)
        defer { unlink(path) }
        let server = LocalServer(path: path) { _ in .ok("here") }
        let request = OutboundRequest(url: "http://any.invalid/x")
        #expect(try send(request, unixSocket: path).body == Array("here".utf8))
        #expect(server.requests.first?.contains("Host: any.invalid\r\n") == true)
        #expect(throws: OutboundError.addressRefused) { try HTTPClient(unixSocket: path).send(request) }
        #expect(server.requests.count == 1)
    }
}
