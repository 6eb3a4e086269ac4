/// What stands before and in the root element of an XML file, told from its first bytes without an XML parser: enough to
/// say what a file is and to refuse what must never reach a parser.
public struct XMLProlog: Sendable, Hashable {
    /// A document type declaration stands in front of the root.
    public private(set) var hasDoctype = false
    /// The name after `<!DOCTYPE`.
    public private(set) var doctype: String?
    /// The encoding that the declaration names; nil where it names none.
    public private(set) var encoding: String?
    /// Local name of the root; nil where the bytes end before it.
    public private(set) var root: String?
    /// Namespace of the root, empty where it has none.
    public private(set) var namespace = ""

    /// Nil where the bytes are no XML. Tolerates a byte order mark, blanks in front, UTF-8, UTF-16 and encodings that
    /// begin with ASCII.
    public init?(_ bytes: some Collection<UInt8>) {
        guard var scanner = Scanner(bytes) else { return nil }
        scanner.skipBlanks()
        while let character = scanner.next {
            guard character == UInt8(ascii: "<") else { return nil }
            if scanner.skip("<?") {
                if encoding == nil { readDeclaration(scanner) }
                guard scanner.skip(until: "?>") else { return }
            } else if scanner.skip("<!--") {
                guard scanner.skip(until: "-->") else { return }
            } else if scanner.skip("<!DOCTYPE") || scanner.skip("<!doctype") {
                hasDoctype = true
                scanner.skipBlanks()
                doctype = scanner.name()
                guard scanner.skipDeclaration() else { return }
            } else {
                readRoot(&scanner)
                return
            }
            scanner.skipBlanks()
        }
        // Blanks alone are no XML.
        if scanner.isStart { return nil }
    }

    private mutating func readDeclaration(_ scanner: Scanner) {
        var scanner = scanner
        guard scanner.name() == "xml" else { return }
        while let (attribute, value) = scanner.attribute() {
            if attribute == "encoding" { encoding = value }
        }
    }

    private mutating func readRoot(_ scanner: inout Scanner) {
        scanner.advance()
        guard let name = scanner.name() else {
            if !scanner.isAtEnd { root = "" }
            return
        }
        guard !scanner.isAtEnd else { return }
        let parts = name.split(separator: ":", maxSplits: 1)
        let declaration = parts.count == 2 ? "xmlns:\(parts[0])" : "xmlns"
        root = parts.last.map(String.init)
        while let (attribute, value) = scanner.attribute() {
            if attribute == declaration { namespace = value }
        }
        // The declaration may stand in what is not there.
        if namespace.isEmpty, scanner.isAtEnd { root = nil }
    }
}

/// Walks over the letters of a file's beginning. What is no ASCII is a letter of a name, and nothing else.
private struct Scanner {
    private let letters: [UInt8]
    private var position = 0

    init?(_ bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(4))
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0x3C, 0]) {
            letters = Self.narrowed(bytes, low: 0)
        } else if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0, 0x3C]) {
            letters = Self.narrowed(bytes, low: 1)
        } else if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            letters = Array(bytes.dropFirst(3))
        } else {
            letters = Array(bytes)
        }
        let first = letters.first { !Self.isBlank($0) }
        guard first == UInt8(ascii: "<") else { return nil }
    }

    /// UTF-16 as bytes, a byte order mark dropped, what is no ASCII as 0xFF.
    private static func narrowed(_ bytes: some Collection<UInt8>, low: Int) -> [UInt8] {
        let bytes = Array(bytes)
        var letters = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            bytes[index + 1 - low] == 0 ? bytes[index + low] : 0xFF
        }
        if letters.first == 0xFF { letters.removeFirst() }
        return letters
    }

    var next: UInt8? { position < letters.count ? letters[position] : nil }
    var isAtEnd: Bool { position >= letters.count }
    var isStart: Bool { position == 0 }

    mutating func advance() { position += 1 }

    mutating func skipBlanks() { while let next, Self.isBlank(next) { position += 1 } }

    mutating func skip(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard letters[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    mutating func skip(until text: StaticString) -> Bool {
        while !isAtEnd {
            if skip(text) { return true }
            position += 1
        }
        return false
    }

    /// To the end of a declaration; brackets and quotes may hold a `>`.
    mutating func skipDeclaration() -> Bool {
        var (depth, quote) = (0, UInt8(0))
        while let next {
            position += 1
            if quote != 0 {
                if next == quote { quote = 0 }
                continue
            }
            switch next {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = next
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0: return true
            default: break
            }
        }
        return false
    }

    /// A name with its prefix; nil where none stands here.
    mutating func name() -> String? {
        let start = position
        while let next, !Self.isBlank(next), !Self.ends.contains(next) { position += 1 }
        return position == start ? nil : String(decoding: letters[start..<position], as: UTF8.self)
    }

    /// `name="value"`; nil at the end of the tag.
    mutating func attribute() -> (String, String)? {
        skipBlanks()
        guard let name = name() else { return nil }
        skipBlanks()
        guard skip("=") else { return nil }
        skipBlanks()
        guard let quote = next, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        position += 1
        let start = position
        while let next, next != quote { position += 1 }
        guard !isAtEnd else { return nil }
        defer { position += 1 }
        return (name, String(decoding: letters[start..<position], as: UTF8.self))
    }

    private static func isBlank(_ letter: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(letter) }

    private static let ends: Set<UInt8> = Set("<>/=\"'[]".utf8)
}
