import Domain
import Glibc

/// Finds the sizes of the images inside a PDF without decoding any, nor even parsing the file.
///
/// It can do so on the raw bytes because an image is a stream: the format keeps streams, and so their dictionaries, out of
/// object streams, and encryption leaves names and numbers as they are. What the dictionary says is compared with what the
/// compressed data says (JPEG, JPEG 2000, JBIG2), as decoders believe the data. An image can still hide: inline in a
/// compressed content stream, or behind two filters. A process that reads strangers' files needs a memory limit too.
struct EmbeddedImages {
    let file: UnsafeRawBufferPointer
    let limits: ReadingLimits

    /// - Throws: `.tooLarge` where an image has more pixels than allowed.
    func check() throws(DocumentProblem) {
        var start = 0
        while start < file.count {
            let end = find("stream", from: start) ?? file.count
            try check(dictionary: start..<end, data: end + 6)
            start = end + 6
        }
    }

    /// The bytes between two `stream` keywords hold at most one stream's dictionary; all widths and heights in it are
    /// taken together, so that a decoy in front of the real one does not help.
    private func check(dictionary range: Range<Int>, data: Int) throws(DocumentProblem) {
        var (width, height) = (0, 0)
        var filter = ""
        var offset = range.lowerBound
        while let slash = find("/", from: offset, to: range.upperBound) {
            let (name, next) = PDFToken.name(file, after: slash)
            offset = next
            switch name {
            case "Width", "W": width = max(width, number(next))
            case "Height", "H": height = max(height, number(next))
            case "DCTDecode", "JPXDecode", "JBIG2Decode": filter = name
            default: break
            }
        }
        // Numbers in binary data that look like a size do no harm unless both stand together.
        if width > 0, height > 0 { try limits.checkEmbedded(width: width, height: height) }
        if !filter.isEmpty, data < file.count, let size = CodecSize.read(filter, file[data...].prefix(65_536)) {
            try limits.checkEmbedded(width: size.width, height: size.height)
        }
    }

    /// The integer at `offset`; where it is a reference such as `12 0 R`, that of the object.
    private func number(_ offset: Int) -> Int {
        let (value, next) = PDFToken.integer(file, at: offset)
        guard let value else { return 0 }
        let (generation, end) = PDFToken.integer(file, at: next)
        guard let generation, PDFToken.keyword(file, at: end) == UInt8(ascii: "R") else { return value }
        // The last definition of an object is the one that counts; the largest is the careful choice.
        var largest: Int?
        var start = 0
        while let found = find("\(value) \(generation) obj", from: start) {
            start = found + 1
            let isWhole = found == 0 || !PDFToken.isDigit(file[found - 1])
            if isWhole, let length = PDFToken.integer(file, at: found + "\(value) \(generation) obj".utf8.count).value {
                largest = max(largest ?? 0, length)
            }
        }
        // A size kept in an object stream is something no writer does and a bomb may: count it as too large.
        return largest ?? 1_000_000
    }

    /// The first `text` within `start..<end`.
    private func find(_ text: some StringProtocol, from start: Int, to end: Int? = nil) -> Int? {
        let needle = Array(text.utf8)
        guard let base = file.baseAddress else { return nil }
        let last = (end ?? file.count) - needle.count
        var offset = start
        while offset <= last, let found = memchr(base + offset, Int32(needle[0]), last - offset + 1) {
            offset = UnsafeRawPointer(found) - base
            if memcmp(found, needle, needle.count) == 0 { return offset }
            offset += 1
        }
        return nil
    }
}
