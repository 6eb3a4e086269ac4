/// A client's name for a file, made fit to be shown and fit to be stored.
public struct FileName: Sendable, Hashable, CustomStringConvertible {
    /// For people: the last path component, Unicode kept, without controls and direction overrides, at most 255 bytes
    /// of UTF-8 with the extension kept.
    public let display: String

    /// A name from what a client sent; `document` where nothing is left of it.
    public init(_ name: String) {
        let parts = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }
        var clean = String.UnicodeScalarView()
        if let last = parts.last { clean.append(contentsOf: last.filter { !Self.isHidden($0) }) }
        let trimmed = Self.trim(String(clean))
        display = ["", ".", ".."].contains(trimmed) ? "document" : Self.shorten(trimmed, to: 255)
    }

    /// For headers and storage keys: `A–Z a–z 0–9 . _ -` only, no two dots in a row, at most 100 characters, the
    /// extension kept.
    public var storageSafe: String {
        var slug = ""
        for scalar in display.unicodeScalars {
            let isSafe = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            if scalar == ".", slug.last == "." { continue }
            if isSafe || scalar == "." || scalar == "_" || scalar == "-" {
                slug.unicodeScalars.append(scalar)
            } else if slug.last != "_" {
                slug.append("_")
            }
        }
        while slug.hasPrefix(".") { slug.removeFirst() }
        let isBlank = slug.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
        return isBlank ? "document" : Self.shorten(slug, to: 100)
    }

    /// The display name.
    public var description: String { display }

    /// Controls of both blocks, and what makes a name look like another: overrides, isolates and marks of direction,
    /// zero-width characters, the byte order mark.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func trim(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.prefix(start.count - start.reversed().prefix(while: \.isWhitespace).count))
    }

    /// Cuts whole characters in front of the extension. What stands behind the last dot is an extension up to 16 bytes.
    private static func shorten(_ name: String, to limit: Int) -> String {
        guard name.utf8.count > limit else { return name }
        var ending: Substring = ""
        if let dot = name.lastIndex(of: "."), dot > name.startIndex, name[dot...].utf8.count <= 17 {
            ending = name[dot...]
        }
        var stem = ""
        var size = ending.utf8.count
        for character in name.dropLast(ending.count) {
            size += character.utf8.count
            guard size <= limit else { break }
            stem.append(character)
        }
        while !ending.isEmpty, stem.last == "." { stem.removeLast() }
        return (stem.isEmpty ? "document" : stem) + ending
    }
}
