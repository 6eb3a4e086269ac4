import Domain
import Platform
import Testing

@testable import Outbound

@Suite struct AddressPolicyTests {
    /// Every way to write a host that is not public, and that no byte ever reaches.
    @Test(arguments: [
        "127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::]", "127.1", "0x7f000001", "2130706433", "0177.0.0.1",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "user:secret@127.0.0.1",
    ])
    func nothingPrivateIsReached(_ host: String) {
        let server = LocalServer { _ in .ok("secret") }
        let request = OutboundRequest(url: "http://\(host):\(server.port)/", timeoutSeconds: 5)
        #expect(throws: OutboundError.addressRefused) { try HTTPClient().send(request) }
        #expect(server.requests.isEmpty)
    }

    /// No packet goes to these: with one, the answer would take as long as the timeout.
    @Test(arguments: [
        "169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "10.255.255.1", "192.168.255.1", "172.31.255.1",
        "198.18.0.1", "240.0.0.1", "255.255.255.255", "224.0.0.1", "[ff02::1]", "[fe80::1]", "[2001:db8::1]",
    ])
    func refusedAtOnce(_ host: String) {
        let started = Clock.monotonic()
        for scheme in ["http", "https"] {
            let request = OutboundRequest(url: "\(scheme)://\(host)/latest/meta-data/", timeoutSeconds: 20)
            #expect(throws: OutboundError.addressRefused) { try HTTPClient().send(request) }
        }
        #expect(Clock.monotonic() - started < 5)
    }

    @Test func isAskedWithTheAddressThatIsConnected() throws {
        let server = LocalServer { _ in .ok("") }
        let policy = AddressPolicy { $0 == .v4(0x7f00_0001) }
        let client = HTTPClient(policy: policy)
        #expect(try client.send(OutboundRequest(url: "http://127.1:\(server.port)/")).status == 200)
        #expect(throws: OutboundError.addressRefused) {
            try client.send(OutboundRequest(url: "http://127.0.0.2:\(server.port)/"))
        }
    }

    @Test func aRedirectIsHeldAgainstThePolicyToo() {
        let inner = LocalServer { _ in .ok("secret") }
        let outer = LocalServer { _ in
            .init("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:\(inner.port)/\r\nContent-Length: 0\r\n\r\n")
        }
        let client = HTTPClient(policy: AddressPolicy { $0 == .v4(0x7f00_0001) })
        #expect(throws: OutboundError.addressRefused) {
            try client.send(OutboundRequest(url: "http://127.0.0.1:\(outer.port)/", maxRedirects: 5))
        }
        #expect(outer.requests.count == 1 && inner.requests.isEmpty)
    }

    @Test func aRedirectCannotLeaveHTTP() {
        let server = LocalServer { _ in
            .init("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")
        }
        #expect(throws: OutboundError.unsupportedProtocol) {
            try HTTPClient(policy: .configured).send(
                OutboundRequest(url: "http://127.0.0.1:\(server.port)/", maxRedirects: 5))
        }
    }
}
