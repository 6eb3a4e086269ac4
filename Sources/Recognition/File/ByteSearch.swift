import Glibc

extension UnsafeRawBufferPointer {
    /// The first `text` within `start..<end`.
    func find(_ text: some StringProtocol, from start: Int, to end: Int? = nil) -> Int? {
        let needle = Array(text.utf8)
        guard let base = baseAddress else { return nil }
        let last = (end ?? count) - needle.count
        var offset = start
        while offset <= last, let found = memchr(base + offset, Int32(needle[0]), last - offset + 1) {
            offset = UnsafeRawPointer(found) - base
            if memcmp(found, needle, needle.count) == 0 { return offset }
            offset += 1
        }
        return nil
    }
}
