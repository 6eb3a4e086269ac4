/// An IPv4 or IPv6 address.
public enum IPAddress: Hashable, Sendable {
    /// The four bytes as one number, the first byte highest.
    case v4(UInt32)
    /// The sixteen bytes as two numbers, the first byte highest.
    case v6(high: UInt64, low: UInt64)

    /// An address from its 4 or 16 bytes as they are on the wire; nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        func number<Value: FixedWidthInteger>(_ bytes: some Sequence<UInt8>) -> Value {
            bytes.reduce(0) { $0 << 8 | Value($1) }
        }
        switch bytes.count {
        case 4: self = .v4(number(bytes))
        case 16: self = .v6(high: number(bytes.prefix(8)), low: number(bytes.dropFirst(8)))
        default: return nil
        }
    }

    /// The address in the bytes of a Linux `sockaddr_in` or `sockaddr_in6`; nil for any other family, or where bytes
    /// are missing.
    public init?(socketAddress bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 2 else { return nil }
        // AF_INET keeps its address behind the port, AF_INET6 behind the port and the flow label.
        let place: Range<Int>
        switch bytes.loadUnaligned(as: UInt16.self) {
        case 2: place = 4..<8
        case 10: place = 8..<24
        default: return nil
        }
        guard bytes.count >= place.upperBound else { return nil }
        self.init(bytes: bytes[place])
    }

    /// The IPv4 address that the kernel (`::ffff:0:0/96`) or a NAT64 gateway (`64:ff9b::/96`, RFC 6052) would make of an
    /// IPv6 address.
    var embedded: IPAddress? {
        guard case .v6(let high, let low) = self else { return nil }
        let isMapped = high == 0 && low >> 32 == 0xffff
        let isTranslated = high == 0x0064_ff9b_0000_0000 && low >> 32 == 0
        return isMapped || isTranslated ? .v4(UInt32(truncatingIfNeeded: low)) : nil
    }
}

extension IPAddress: CustomStringConvertible {
    /// `192.0.2.1`, or eight groups of hexadecimal digits without any left out.
    public var description: String {
        switch self {
        case .v4(let value):
            stride(from: 24, through: 0, by: -8).map { String(value >> UInt32($0) & 0xff) }.joined(separator: ".")
        case .v6(let high, let low):
            [high, low].flatMap { half in stride(from: 48, through: 0, by: -16).map { half >> UInt64($0) & 0xffff } }
                .map { String($0, radix: 16) }.joined(separator: ":")
        }
    }
}
