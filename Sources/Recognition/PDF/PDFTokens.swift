/// The few tokens of PDF syntax that finding image sizes takes.
struct PDFTokens {
    let bytes: UnsafeRawBufferPointer
    /// The last stretch of white space and comments in front of each part of a value (`12`, `0`, `R`), kept so that a
    /// line of a million `/W%` is not read a million times.
    private var skipped = [0..<0, 0..<0, 0..<0]

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The name behind the slash at `slash`, `#xx` decoded, and the offset after it. Names longer than any of interest are cut.
    func name(after slash: Int) -> (name: String, next: Int) {
        var (name, offset) = ("", slash + 1)
        while offset < bytes.count, name.utf8.count < 16, Self.isRegular(bytes[offset]) {
            if bytes[offset] == UInt8(ascii: "#"), offset + 2 < bytes.count, let high = Self.hex(bytes[offset + 1]),
                let low = Self.hex(bytes[offset + 2])
            {
                name.unicodeScalars.append(Unicode.Scalar(high << 4 | low))
                offset += 3
            } else {
                name.unicodeScalars.append(Unicode.Scalar(bytes[offset]))
                offset += 1
            }
        }
        return (name, offset)
    }

    /// The number at `offset` after white space and comments, cut to an integer, and the offset after it.
    mutating func integer(at offset: Int, part: Int = 0) -> (value: Int?, next: Int) {
        var offset = skipBlank(offset, part)
        var value: Int?
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "+") { offset += 1 }
        while offset < bytes.count, Self.isDigit(bytes[offset]) {
            value = min(1_000_000_000, (value ?? 0) * 10 + Int(bytes[offset] - 0x30))
            offset += 1
        }
        if value != nil, offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            offset += 1
            while offset < bytes.count, Self.isDigit(bytes[offset]) { offset += 1 }
        }
        return (value, offset)
    }

    /// The byte at `offset` after white space and comments.
    mutating func keyword(at offset: Int, part: Int = 0) -> UInt8? {
        let offset = skipBlank(offset, part)
        return offset < bytes.count ? bytes[offset] : nil
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private mutating func skipBlank(_ start: Int, _ part: Int) -> Int {
        var offset = start
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "%") {
                // A comment within the stretch ends at a line end that the stretch goes over too, so both end alike.
                if skipped[part].contains(offset) { return skipped[part].upperBound }
                while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
            } else if Self.isBlank(bytes[offset]) {
                offset += 1
            } else {
                break
            }
        }
        skipped[part] = start..<offset
        return offset
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0 || (9...13).contains(byte) && byte != 11
    }

    private static func isRegular(_ byte: UInt8) -> Bool {
        !isBlank(byte) && !"()<>[]{}/%".utf8.contains(byte)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
