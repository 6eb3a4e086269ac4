extension JSONWriter {
    /// Appends `text` as a string literal, quotes included. Runs that need no escape are copied whole. Escaped are what
    /// RFC 8259 demands and what breaks a line somewhere: DEL, U+2028 and U+2029.
    mutating func appendEscaped(_ text: some StringProtocol) {
        append("\"")
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped(bytes: $0) }
        if done == nil { Array(text.utf8).withUnsafeBufferPointer { appendEscaped(bytes: $0) } }
        append("\"")
    }

    private mutating func appendEscaped(bytes text: UnsafeBufferPointer<UInt8>) {
        var copied = 0
        var index = 0
        while index < text.count {
            guard let length = Self.escapeLength(text, index) else {
                index += 1
                continue
            }
            append(run: text[copied..<index])
            appendEscape(text, index, length)
            index += length
            copied = index
        }
        append(run: text[copied...])
    }

    /// Bytes of the character at `index` if it must be escaped.
    private static func escapeLength(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        switch text[index] {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: 1
        case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8: 3
        default: nil
        }
    }

    private mutating func appendEscape(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int) {
        switch text[index] {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        case _ where length == 3: append(text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
        case let byte:
            append("\\u00")
            append(byte < 0x10 ? "0" : "")
            append(String(byte, radix: 16))
        }
    }

    private mutating func append(run: Slice<UnsafeBufferPointer<UInt8>>) {
        append(contentsOf: UnsafeBufferPointer(rebasing: run))
    }
}
