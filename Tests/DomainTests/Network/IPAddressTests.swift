import Domain
import Glibc
import Testing

@Suite struct IPAddressTests {
    /// An address from its text, by way of the system's own parser.
    static func address(_ text: String) throws -> IPAddress {
        var bytes = [UInt8](repeating: 0, count: text.contains(":") ? 16 : 4)
        try #require(inet_pton(text.contains(":") ? AF_INET6 : AF_INET, text, &bytes) == 1, "\(text) is no address")
        return try #require(IPAddress(bytes: bytes))
    }

    /// The borders of each closed range.
    @Test(arguments: [
        "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.100.100.200", "100.127.255.255",
        "127.0.0.1", "127.255.255.255", "168.63.129.16", "169.254.0.0", "169.254.169.254", "169.254.255.255",
        "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.192", "192.0.0.255", "192.0.2.0", "192.0.2.255",
        "192.88.99.0", "192.88.99.255", "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255",
        "198.51.100.0", "198.51.100.255", "203.0.113.0", "203.0.113.255", "224.0.0.0", "239.255.255.255", "240.0.0.0",
        "255.255.255.255",
    ])
    func closed4(_ text: String) throws {
        #expect(try !Self.address(text).isPublic)
        #expect(try !Self.address("::ffff:\(text)").isPublic)
        #expect(try !Self.address("64:ff9b::\(text)").isPublic)
        #expect(try !Self.address("::\(text)").isPublic)
    }

    /// The neighbours of each closed range.
    @Test(arguments: [
        "1.0.0.0", "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0", "168.63.129.15", "168.63.129.17", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "191.255.255.255", "192.0.1.0", "192.0.1.255", "192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0",
        "223.255.255.255",
    ])
    func open4(_ text: String) throws {
        #expect(try Self.address(text).isPublic)
        #expect(try Self.address("::ffff:\(text)").isPublic)
        #expect(try Self.address("64:ff9b::\(text)").isPublic)
        #expect(try !Self.address("::\(text)").isPublic, "the IPv4-compatible form leads nowhere")
    }

    @Test(arguments: [
        "::", "::1", "::2", "::fffe:1.1.1.1", "0:0:0:1::", "64:ff9a::1.1.1.1", "64:ff9b:0:0:0:1:101:101",
        "64:ff9b:1::1.1.1.1", "100::1", "100:0:0:1::", "1fff:ffff::", "2001::", "2001:0:7f00:1::", "2001:1::1",
        "2001:2::1", "2001:10::1", "2001:20::1", "2001:1ff:ffff::", "2001:db8::", "2001:db8:ffff:ffff::1",
        "2002::", "2002:7f00:1::", "2002:808:808::1", "2002:ffff::", "3fff::", "3fff:fff:ffff::", "4000::", "5f00::1",
        "8000::", "fc00::", "fd00:ec2::254", "fdff:ffff::", "fe00::", "fe80::1", "febf:ffff::", "fec0::1", "feff::1",
        "ff00::", "ff02::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ])
    func closed6(_ text: String) throws { #expect(try !Self.address(text).isPublic) }

    @Test(arguments: [
        "2000::", "2001:200::", "2001:db7:ffff::", "2001:db9::", "2001:4860:4860::8888", "2001:ffff::", "2003::",
        "2606:4700:4700::1111", "2a00:1450:4001::1", "3ffe:ffff::", "3fff:1000::",
    ])
    func open6(_ text: String) throws { #expect(try Self.address(text).isPublic) }

    @Test func readsSocketAddresses() throws {
        var four = sockaddr_in()
        four.sin_family = sa_family_t(AF_INET)
        four.sin_port = 80
        inet_pton(AF_INET, "192.168.1.2", &four.sin_addr)
        #expect(withUnsafeBytes(of: &four) { IPAddress(socketAddress: $0) } == .v4(0xc0a8_0102))
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_flowinfo = .max
        six.sin6_scope_id = .max
        inet_pton(AF_INET6, "fe80::1:2", &six.sin6_addr)
        let found = withUnsafeBytes(of: &six) { IPAddress(socketAddress: $0) }
        #expect(found == .v6(high: 0xfe80 << 48, low: 0x1_0002))
        #expect(withUnsafeBytes(of: &six) { IPAddress(socketAddress: .init(rebasing: $0[..<23])) } == nil)
        six.sin6_family = sa_family_t(AF_UNIX)
        #expect(withUnsafeBytes(of: &six) { IPAddress(socketAddress: $0) } == nil)
        #expect(IPAddress(socketAddress: UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
    }

    @Test func writesItself() throws {
        #expect(try Self.address("203.0.113.7").description == "203.0.113.7")
        #expect(try Self.address("2001:db8::7").description == "2001:db8:0:0:0:0:0:7")
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:0:0:0:0"), ("::1", "0:0:0:0:0:0:0:0"),
    ])
    func standsForItsCustomer(_ text: String, _ customer: String) throws {
        #expect(try Self.address(text).customer.description == customer)
    }
}
