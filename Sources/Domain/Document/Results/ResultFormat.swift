/// The forms in which what was read of a document is given out.
public enum ResultFormat: String, Sendable, Hashable, CaseIterable {
    /// Pages, blocks, lines and words with boxes: docs/results.md.
    case json
    /// Lines of text, a form feed between pages.
    case text
    /// A page for people.
    case html
    /// hOCR 1.2.
    case hocr
    /// ALTO 4.
    case alto
    /// Tesseract's table.
    case tsv
    /// The original with its text behind it.
    case pdf

    /// What `Accept` may ask for; the first is what the answer says.
    public var mediaTypes: [String] {
        switch self {
        case .json: ["application/json"]
        case .text: ["text/plain"]
        case .html: ["text/html"]
        case .hocr: ["text/vnd.hocr+html", "application/xhtml+xml"]
        case .alto: ["application/xml", "text/xml"]
        case .tsv: ["text/tab-separated-values"]
        case .pdf: ["application/pdf"]
        }
    }

    /// The value of `Content-Type`.
    public var contentType: String {
        let type = mediaTypes[0]
        return type.hasPrefix("text/") ? type + "; charset=utf-8" : type
    }

    /// What a file of it is called behind the last dot.
    public var fileExtension: String {
        switch self {
        case .text: "txt"
        case .hocr: "hocr"
        case .alto: "xml"
        case .json, .html, .tsv, .pdf: rawValue
        }
    }
}
