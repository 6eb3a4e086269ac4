import Outbound

/// Gives `count` bytes, 0 to 250 in turn, in pieces of at most `piece`.
func counted(_ count: Int, length: Int?, piece: Int = 10_000) -> OutboundSource {
    var given = 0
    return OutboundSource(length: length) { buffer in
        let next = min(count - given, piece, buffer.count)
        for index in 0..<next { buffer[index] = UInt8((given + index) % 251) }
        given += next
        return next
    }
}

/// The sum of as many bytes of such a source.
func sum(_ count: Int) -> Int { count / 251 * (250 * 251 / 2) + (count % 251) * (count % 251 - 1) / 2 }

/// Counts what comes.
final class Counter {
    private(set) var count = 0
    private(set) var sum = 0
    /// The first bytes, at most a hundred.
    private(set) var start: [UInt8] = []

    func sink(maxBytes: Int = .max) -> OutboundSink {
        OutboundSink(maxBytes: maxBytes) { bytes in
            self.count += bytes.count
            for byte in bytes { self.sum += Int(byte) }
            self.start += bytes.prefix(100 - self.start.count)
        }
    }
}

struct Refusal: Error, Equatable {}
