/// The encodings of an XML file, by the names that its senders give them.
enum XMLEncoding {
    /// The name that a parser knows for a label; nil for encodings that are not read.
    ///
    /// In those that are, what is ASCII here is ASCII for the parser too: in others, as UTF-7, a declaration could hide.
    static func known(_ label: String) -> String? {
        let name = label.uppercased()
        if ["UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII"].contains(name) { return name }
        let plain = String(name.unicodeScalars.filter { !["-", "_", " "].contains($0) })
        if let same = aliases[plain] { return same }
        for (prefix, canonical) in [("ISO8859", "ISO-8859-"), ("WINDOWS125", "WINDOWS-125"), ("CP125", "WINDOWS-125")] {
            let number = plain.dropFirst(prefix.count)
            if plain.hasPrefix(prefix), (1...2).contains(number.utf8.count), number.utf8.allSatisfy(\.isDigit) {
                return canonical + number
            }
        }
        return nil
    }

    private static let aliases = [
        "UTF8": "UTF-8", "ASCII": "US-ASCII", "LATIN1": "ISO-8859-1", "L1": "ISO-8859-1", "LATIN2": "ISO-8859-2",
        "LATIN9": "ISO-8859-15",
    ]
}

extension XMLProlog {
    /// The encoding to read the file in, whatever it says of itself; nil where the parser finds out by itself.
    ///
    /// - Parameters:
    ///   - isWide: the bytes are UTF-16.
    ///   - isMarkedUTF8: the mark of UTF-8 stood in front of them.
    public func parserEncoding(isWide: Bool, isMarkedUTF8: Bool = false) -> String? {
        if isMarkedUTF8 { return "UTF-8" }
        guard !isWide, let encoding, let name = XMLEncoding.known(encoding) else { return nil }
        // Programs that write to a string and then to a file label UTF-8 so.
        return name.hasPrefix("UTF-16") ? "UTF-8" : name
    }
}
