extension MultipartPart {
    /// Reads the header lines of a part, without the blank line behind them.
    init(headers: ArraySlice<UInt8>) throws(MultipartError) {
        guard !headers.contains(0) else { throw .malformed }
        var disposition: HeaderValue?
        var contentType: String?
        for line in Self.lines(headers) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .malformed }
            let value = Self.trimmed(Self.text(line[(colon + 1)...]))
            switch Self.text(line[..<colon]).lowercased() {
            case "content-disposition": disposition = HeaderValue(value)
            case "content-type": contentType = value
            case "content-transfer-encoding":
                guard ["7bit", "8bit", "binary"].contains(value.lowercased()) else { throw .malformed }
            default: break
            }
        }
        guard let disposition, disposition.value.lowercased() == "form-data", let name = disposition["name"] else {
            throw .malformed
        }
        self.init(name: name, filename: disposition.text("filename"), contentType: contentType)
        guard filename?.utf8.contains(0) != true else { throw .malformed }
    }

    private static func lines(_ headers: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        headers.split(separator: UInt8(ascii: "\n")).map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        return String(start.prefix(start.count - start.reversed().prefix { $0 == " " || $0 == "\t" }.count))
    }

    /// UTF-8, and Latin-1 for what is not: an old client's umlaut is worth more than a replacement character.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
