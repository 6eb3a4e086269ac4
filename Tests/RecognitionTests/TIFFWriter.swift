/// Writes small TIFFs by hand: pages of one grey, each stored as a test says.
struct TIFFWriter {
    struct Page {
        var bits = 8
        /// 1 for numbers, 3 for fractions, which are not read.
        var format = 1
        var width = 40
        var height = 30
        var compression = 1
        var stripRows: Int?
    }

    private(set) var bytes: [UInt8] = Array("II".utf8) + [42, 0, 0, 0, 0, 0]
    /// Where the offset of the next directory goes.
    private(set) var link = 4

    init(_ pages: [Page]) { for page in pages { add(page) } }

    mutating func point(to offset: Int, from place: Int? = nil) {
        for (index, byte) in Self.bytes(offset, 4).enumerated() { bytes[(place ?? link) + index] = byte }
    }

    private mutating func add(_ page: Page) {
        let data = bytes.count
        let size = page.width * page.height * page.bits / 8
        bytes += [UInt8](repeating: 0xC0, count: size)
        let directory = bytes.count
        point(to: directory)
        let entries: [(tag: Int, value: Int)] = [
            (256, page.width), (257, page.height), (258, page.bits), (259, page.compression), (262, 1), (273, data),
            (277, 1), (278, page.stripRows ?? page.height), (279, size), (339, page.format),
        ]
        bytes += Self.bytes(entries.count, 2)
        for (tag, value) in entries {
            bytes += Self.bytes(tag, 2) + Self.bytes(4, 2) + Self.bytes(1, 4) + Self.bytes(value, 4)
        }
        link = bytes.count
        bytes += [0, 0, 0, 0]
    }

    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
