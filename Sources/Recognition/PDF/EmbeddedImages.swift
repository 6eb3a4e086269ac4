import Domain

/// Finds the sizes of the images inside a PDF without decoding any, nor even parsing the file.
///
/// It can do so on the raw bytes because an image is a stream: the format keeps streams, and so their dictionaries, out of
/// object streams, and encryption leaves names and numbers as they are. What the dictionary says is compared with what the
/// compressed data says (JPEG, JPEG 2000, JBIG2), as decoders believe the data. An image can still hide: inline in a
/// compressed content stream, or behind two filters. A process that reads strangers' files needs a memory limit too.
struct EmbeddedImages {
    let file: UnsafeRawBufferPointer
    let limits: ReadingLimits
    private var tokens: PDFTokens
    /// What is behind sizes such as `12 0 R`; nil until the object is found.
    private var references: [Reference: Referenced?] = [:]

    private var objectEnd = (range: 0..<0, offset: 0)

    /// Each document has a few at most; each costs memory.
    private static let maxReferences = 10_000
    /// A size kept in an object stream is something no writer does and a bomb may: count it as too large.
    private static let hidden = 1_000_000

    private struct Reference: Hashable {
        var number: Int
        var generation: Int
    }

    private enum Referenced {
        case size(Int)
        /// The `/W` of a font refers to an array.
        case other
        /// Not among the plain objects.
        case hidden
    }

    init(file: UnsafeRawBufferPointer, limits: ReadingLimits) {
        self.file = file
        self.limits = limits
        tokens = PDFTokens(file)
    }

    /// Goes over the file once, and twice more where sizes are references: to find the objects, and to compare again.
    ///
    /// - Throws: `.tooLarge` where an image has more pixels than allowed; `RecognitionError.cancelled`.
    mutating func check(isCancelled: () -> Bool = { false }) throws {
        try checkStreams(isCancelled)
        guard !references.isEmpty else { return }
        findReferences()
        try checkStreams(isCancelled)
    }

    private mutating func checkStreams(_ isCancelled: () -> Bool) throws {
        var start = 0
        while start < file.count {
            if isCancelled() { throw RecognitionError.cancelled }
            let end = file.find("stream", from: start) ?? file.count
            try check(dictionary: start..<end, data: end + 6)
            start = end + 6
        }
    }

    /// The bytes between two `stream` keywords hold at most one stream's dictionary; all widths and heights in it are
    /// taken together, so that a decoy in front of the real one does not help.
    private mutating func check(dictionary range: Range<Int>, data: Int) throws(DocumentProblem) {
        var (width, height) = (0, 0)
        var filter = ""
        var offset = range.lowerBound
        while let slash = file.find("/", from: offset, to: range.upperBound) {
            // Most names begin with another letter; `#` may stand for any.
            guard slash + 1 < file.count, "WHDJ#".utf8.contains(file[slash + 1]) else {
                offset = slash + 1
                continue
            }
            let (name, next) = tokens.name(after: slash)
            offset = next
            switch name {
            case "Width", "W": width = max(width, try number(next, in: range))
            case "Height", "H": height = max(height, try number(next, in: range))
            case "DCTDecode", "JPXDecode", "JBIG2Decode": filter = name
            default: break
            }
        }
        // Numbers in binary data that look like a size do no harm unless both stand together.
        if width > 0, height > 0 { try limits.checkEmbedded(width: width, height: height) }
        if !filter.isEmpty, data < file.count, let size = CodecSize.read(filter, file[data...].prefix(65_536)) {
            // Where both leave the height open, nothing bounds it.
            let open = height > 0 ? height : Self.hidden
            try limits.checkEmbedded(width: size.width, height: size.height ?? open)
        }
    }

    /// The integer at `offset`; where it is a reference, that of the object, or 0 as long as none has been looked for.
    private mutating func number(_ offset: Int, in range: Range<Int>) throws(DocumentProblem) -> Int {
        let (value, next) = tokens.integer(at: offset)
        guard let value else { return 0 }
        let (generation, end) = tokens.integer(at: next, part: 1)
        guard let generation, tokens.keyword(at: end, part: 2) == UInt8(ascii: "R") else { return value }
        let reference = Reference(number: value, generation: generation)
        if let known = references[reference] {
            switch known {
            case .size(let size): return size
            // In front of an image are other objects, fonts with `/W` among them.
            case .hidden where offset > lastObjectEnd(in: range): return Self.hidden
            default: return 0
            }
        }
        guard references.count < Self.maxReferences else {
            throw DocumentProblem(
                .tooLarge, "The PDF keeps the sizes of too many images apart from them. Print it to a new PDF.")
        }
        references.updateValue(nil, forKey: reference)
        return 0
    }

    /// Where the last `endobj` within `range` is, its start where there is none; sought once for all sizes in it.
    private mutating func lastObjectEnd(in range: Range<Int>) -> Int {
        if objectEnd.range == range { return objectEnd.offset }
        objectEnd = (range, range.lowerBound)
        while let found = file.find("endobj", from: objectEnd.offset + 1, to: range.upperBound) {
            objectEnd.offset = found
        }
        return objectEnd.offset
    }

    /// Fills in the references, in one pass over all objects.
    private mutating func findReferences() {
        var offset = 0
        while let found = file.find(" obj", from: offset) {
            offset = found + 4
            guard let reference = reference(endingAt: found), let known = references[reference] else { continue }
            // The last definition of an object is the one that counts; the largest is the careful choice.
            switch (tokens.integer(at: offset).value, known) {
            case (let size?, .size(let other)): references[reference] = .size(max(size, other))
            case (let size?, _): references[reference] = .size(size)
            case (nil, nil): references[reference] = .other
            case (nil, _): break
            }
        }
        references = references.mapValues { $0 ?? .hidden }
    }

    /// The `12 0` in front of ` obj`.
    private func reference(endingAt end: Int) -> Reference? {
        guard let (generation, middle) = number(endingAt: end), middle > 0, PDFTokens.isBlank(file[middle - 1]),
            let (number, _) = number(endingAt: middle - 1)
        else { return nil }
        return Reference(number: number, generation: generation)
    }

    /// The digits in front of `end`, ten at most, and where they begin.
    private func number(endingAt end: Int) -> (value: Int, start: Int)? {
        var (value, unit, start) = (0, 1, end)
        while start > 0, end - start < 10, PDFTokens.isDigit(file[start - 1]) {
            start -= 1
            value += Int(file[start] - 0x30) * unit
            unit *= 10
        }
        return start < end ? (value, start) : nil
    }
}
