/// The codes of letters in a font of two-byte codes: a letter's own number below 65,536; above, one of UTF-16's surrogates,
/// which are nobody's number, in the order in which such letters come up.
public struct GlyphCodes: Sendable {
    private var numbers: [Unicode.Scalar: UInt16] = [:]
    private var further: [Unicode.Scalar] = []
    private static let surrogates: UInt16 = 0xD800

    /// Codes of a font that nothing was written in yet.
    public init() {}

    /// A code for each letter of the text. Of more than 2,048 letters above 65,535 the last are taken for the unknown one.
    public mutating func codes(_ text: String) -> [UInt16] { text.unicodeScalars.map { code($0) } }

    private mutating func code(_ scalar: Unicode.Scalar) -> UInt16 {
        if let code = UInt16(exactly: scalar.value) { return code }
        if let code = numbers[scalar] { return code }
        guard further.count < 2048 else { return 0xFFFD }
        let code = Self.surrogates + UInt16(further.count)
        numbers[scalar] = code
        further.append(scalar)
        return code
    }

    /// The font's `/ToUnicode`: what each code is to a reader.
    public var toUnicode: String {
        var map = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange
            2 beginbfrange
            <0000> <D7FF> <0000>
            <E000> <FFFF> <E000>
            endbfrange

            """
        // At most a hundred to a block.
        for start in stride(from: 0, to: further.count, by: 100) {
            let block = further[start..<min(start + 100, further.count)]
            map += "\(block.count) beginbfchar\n"
            for (index, scalar) in zip(start..., block) {
                let units = String(scalar).utf16.map(Self.hexadecimal).joined()
                map += "<\(Self.hexadecimal(Self.surrogates + UInt16(index)))> <\(units)>\n"
            }
            map += "endbfchar\n"
        }
        return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    }

    /// Four digits.
    static func hexadecimal(_ code: UInt16) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
