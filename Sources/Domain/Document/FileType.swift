/// What a document's bytes are, told by the bytes alone: names and claimed types are the sender's and lie.
public enum FileType: String, Sendable, Hashable, Codable, CaseIterable {
    /// Portable Document Format.
    case pdf
    /// JPEG, any colour space.
    case jpeg
    /// Portable Network Graphics.
    case png
    /// Tagged Image File Format, one or more pages.
    case tiff
    /// GIF, animated or not.
    case gif
    /// WebP, lossy or lossless.
    case webp
    /// High Efficiency Image File Format with HEVC, as telephones write it.
    case heic
    /// An electronic invoice as XML.
    case xml

    /// How many leading bytes `sniff` looks at; fewer are enough only if the file ends there. Comments and declarations
    /// may stand before an XML file's root.
    public static let prefixLength = 16_384

    /// Within how many bytes a PDF must begin.
    private static let headerLength = 1024

    /// The media type, such as `application/pdf`.
    public var mimeType: String { self == .pdf || self == .xml ? "application/\(rawValue)" : "image/\(rawValue)" }

    /// The usual extension of a file name, without the dot.
    public var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

    /// The type of a file that begins with `prefix` (its first `prefixLength` bytes, or all of it).
    ///
    /// - Throws: `.empty` where there is no byte, `.unsupportedType` where the bytes are of no type that is read.
    public static func sniff(_ prefix: some Collection<UInt8>) throws(DocumentProblem) -> FileType {
        let bytes = Array(prefix.prefix(prefixLength))
        guard !bytes.isEmpty else { throw DocumentProblem(.empty, "The file has no content. Send it again.") }
        if let type = image(bytes) ?? (hasPDFHeader(bytes.prefix(headerLength)) ? .pdf : nil) { return type }
        if let prolog = XMLProlog(bytes) {
            if let problem = prolog.problem { throw problem }
            return .xml
        }
        throw DocumentProblem(
            .unsupportedType,
            "Only PDF, JPEG, PNG, TIFF, GIF, WebP, HEIC and electronic invoices as XML are read. Send one of these.")
    }

    private static func image(_ bytes: [UInt8]) -> FileType? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        // Little and big endian, and BigTIFF of both.
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) { return .tiff }
        if bytes.starts(with: [0x49, 0x49, 0x2B, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2B]) { return .tiff }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return .gif }
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
        if bytes.dropFirst(4).starts(with: "ftyp".utf8), isHEIC(bytes) { return .heic }
        return nil
    }

    /// The major brand may be that of any such picture, `mif1`; one that is compatible names the codec, and AVIF has another.
    private static func isHEIC(_ bytes: [UInt8]) -> Bool {
        let end = min(bytes.count, Int(bytes[2]) << 8 | Int(bytes[3]))
        let brands = stride(from: 8, to: end - 3, by: 4).filter { $0 != 12 }.map { Array(bytes[$0..<$0 + 4]) }
        let known = ["heic", "heix", "heim", "heis"].map { Array($0.utf8) }
        return brands.contains { known.contains($0) }
    }

    /// Readers accept junk (mail headers, a printer's preamble) before the header within the first 1,024 bytes.
    private static func hasPDFHeader(_ bytes: ArraySlice<UInt8>) -> Bool {
        let header = Array("%PDF-".utf8)
        guard bytes.count >= header.count else { return false }
        return (0...bytes.count - header.count).contains { bytes[$0...].starts(with: header) }
    }
}
