/// A UUID. New ones are version 7 (RFC 9562): they sort by the millisecond of their making, so rows stay in order.
public struct Identifier: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// A version-7 UUID of the given millisecond since 1970, its other bits random.
    public init<R: RandomNumberGenerator>(milliseconds: Int64, using random: inout R) {
        high = UInt64(truncatingIfNeeded: milliseconds) << 16 | 0x7000 | random.next() & 0x0FFF
        low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    }

    /// The millisecond since 1970 of its making, where it is a version-7 UUID.
    public var milliseconds: Int64 { Int64(high >> 16) }

    /// Reads the 36-character form, in either case; nil for anything else.
    public init?(_ text: String) {
        var bits: (high: UInt64, low: UInt64) = (0, 0)
        var digits = 0
        guard text.utf8.count == 36 else { return nil }
        for (index, byte) in text.utf8.enumerated() {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Self.value(ofHex: byte) else { return nil }
            if digits < 16 { bits.high = bits.high << 4 | digit } else { bits.low = bits.low << 4 | digit }
            digits += 1
        }
        high = bits.high
        low = bits.low
    }

    /// The 36-character form in lower case.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var digit = 0
            for index in 0..<36 {
                if index == 8 || index == 13 || index == 18 || index == 23 {
                    buffer[index] = UInt8(ascii: "-")
                } else {
                    let half = digit < 16 ? high : low
                    buffer[index] = digits[Int(half >> UInt64(60 - 4 * (digit % 16)) & 0xF)]
                    digit += 1
                }
            }
            return 36
        }
    }

    /// Order by bytes, which for version 7 is the order of making.
    public static func < (a: Identifier, b: Identifier) -> Bool {
        (a.high, a.low) < (b.high, b.low)
    }

    private static func value(ofHex byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
