import Domain

/// The name that an answer to an upload gives its file, `<milliseconds>-<name>`, under which it can be scanned again.
struct UploadName {
    /// As it is given.
    let text: String
    /// The ids that a document of that millisecond may have.
    let ids: ClosedRange<Identifier>

    /// The name for a document's file.
    static func text(_ document: Identifier, filename: String) -> String {
        "\(document.milliseconds)-\(FileName(filename).storageSafe)"
    }

    /// Nil for what is no such name.
    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...14).contains(digits.count), text.dropFirst(digits.count).first == "-", let time = Int64(digits),
            time < 1 << 48
        else { return nil }
        let hex = String(time, radix: 16)
        let stamp = String(repeating: "0", count: 12 - hex.count) + hex
        let start = "\(stamp.prefix(8))-\(stamp.suffix(4))"
        guard let first = Identifier("\(start)-7000-8000-000000000000"),
            let last = Identifier("\(start)-7fff-bfff-ffffffffffff")
        else { return nil }
        (self.text, ids) = (text, first...last)
    }

    /// Whether an upload of one of those ids with that file name was given this name.
    func matches(filename: String) -> Bool {
        text == Self.text(ids.lowerBound, filename: filename)
    }
}
