import Testing

@testable import Outbound

@Suite struct OutboundRequestTests {
    @Test(arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:6379/_x", "dict://127.0.0.1/", "example.org",
        "ftp.example.org/", "", "http:/x", "//127.0.0.1/", "https:x", " http://127.0.0.1/", "javascript:1",
    ])
    func onlyHTTP(_ url: String) {
        #expect(throws: OutboundError.unsupportedProtocol) {
            try HTTPClient(policy: .configured).send(OutboundRequest(url: url))
        }
    }

    @Test(arguments: [
        "http://a/\r\nX: y", "http://a/ b", "http://a/\0b", "http://", "http://[::1/", "http://a:99999/",
    ])
    func malformedURLs(_ url: String) {
        #expect {
            try HTTPClient(policy: .configured).send(OutboundRequest(url: url))
        } throws: {
            guard case .invalidRequest? = $0 as? OutboundError else { return false }
            return true
        }
    }

    @Test(arguments: [
        ("X", "a\r\nY: b"), ("X", "a\0"), ("X", "\u{7f}"), ("X Y", "a"), ("X:", "a"), ("", "a"), ("X\r\n", "a"),
        ("Ü", "a"),
        ("host", "a"), ("Content-Length", "0"), ("transfer-Encoding", "chunked"),
    ])
    func noHeaderBreaksOut(_ name: String, _ value: String) {
        #expect(throws: OutboundError.self) {
            try OutboundRequest(url: "http://a/", headers: [(name, value)]).validate()
        }
    }

    @Test func otherBounds() throws {
        try OutboundRequest(url: "HTTPS://a/ü", headers: [("X-A", "ü\t b"), ("X-B", "")]).validate()
        for method in ["", "get", "G ET", "GET\r\n"] {
            #expect(throws: OutboundError.self) { try OutboundRequest(method: method, url: "http://a/").validate() }
        }
        for seconds in [0, -1, Double.nan] {
            #expect(throws: OutboundError.self) {
                try OutboundRequest(url: "http://a/", timeoutSeconds: seconds).validate()
            }
        }
        #expect(throws: OutboundError.self) {
            try OutboundRequest(method: "POST", url: "http://a/", maxRedirects: 1).validate()
        }
    }

    @Test func noErrorTellsOfTheURL() {
        for url in ["http://u:hunter2@127.0.0.1:1/", "http://u:hunter2@no.invalid/", "ftp://u:hunter2@a/"] {
            #expect {
                try HTTPClient(policy: .configured).send(OutboundRequest(url: url, timeoutSeconds: 10))
            } throws: {
                !"\($0)".contains("hunter2") && !String(reflecting: $0).contains("hunter2")
            }
        }
    }
}
