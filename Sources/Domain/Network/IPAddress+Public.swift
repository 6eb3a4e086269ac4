extension IPAddress {
    /// Whether the address is somewhere on the public internet: what a tenant may make us connect to. Anything else may
    /// be this host, its neighbours or its cloud's own services. After the IANA special-purpose registries.
    public var isPublic: Bool {
        if let embedded { return embedded.isPublic }
        switch self {
        case .v4(let value): return !Self.closed4.contains { value >> (32 - $0.length) == $0.prefix }
        case .v6(let high, _):
            // All that was ever given out is in 2000::/3; loopback, unique local, link-local, site-local, multicast,
            // discard, SRv6 and local NAT64 prefixes are not.
            return high >> 61 == 0b001 && !Self.closed6.contains { high >> (64 - $0.length) == $0.prefix }
        }
    }

    private static let closed4: [(prefix: UInt32, length: UInt32)] = [
        (0x00, 8),  // 0/8 this host: Linux takes 0.0.0.0 for loopback
        (0x0a, 8),  // 10/8 private
        (0x64_40 >> 6, 10),  // 100.64/10 carrier-grade NAT; Alibaba's metadata
        (0x7f, 8),  // 127/8 loopback
        (0xa8_3f_81_10, 32),  // 168.63.129.16 Azure's host
        (0xa9_fe, 16),  // 169.254/16 link-local; the metadata of most clouds
        (0xac_10 >> 4, 12),  // 172.16/12 private
        (0xc0_00_00, 24),  // 192.0.0/24 IETF; Oracle's metadata
        (0xc0_00_02, 24),  // 192.0.2/24 documentation
        (0xc0_58_63, 24),  // 192.88.99/24 6to4 relays, withdrawn
        (0xc0_a8, 16),  // 192.168/16 private
        (0xc6_12 >> 1, 15),  // 198.18/15 benchmarks
        (0xc6_33_64, 24),  // 198.51.100/24 documentation
        (0xcb_00_71, 24),  // 203.0.113/24 documentation
        (0b1110, 4),  // 224/4 multicast
        (0b1111, 4),  // 240/4 reserved, and broadcast
    ]

    private static let closed6: [(prefix: UInt64, length: UInt64)] = [
        (0x2001_0000 >> 9, 23),  // 2001::/23 IETF: Teredo, benchmarks, ORCHID
        (0x2001_0db8, 32),  // 2001:db8::/32 documentation
        (0x2002, 16),  // 2002::/16 6to4, withdrawn: whatever it embeds
        (0x3fff_0, 20),  // 3fff::/20 documentation
    ]
}
