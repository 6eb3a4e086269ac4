extension IPAddress {
    /// Whom an address stands for: an IPv4 address itself, of IPv6 the network of 64 bits, since one customer has all of
    /// it.
    public var customer: IPAddress {
        switch embedded ?? self {
        case .v4(let value): .v4(value)
        case .v6(let high, _): .v6(high: high, low: 0)
        }
    }
}
