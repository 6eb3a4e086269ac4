/// A read document as a page for people: one self-contained HTML5 file, without scripts and without outside references.
public struct ResultHTML: Sendable {
    /// What stands in the page's title and heading: a title or a file name.
    public var title: String
    /// Languages as BCP 47 tags, the main one first, such as `["de", "en"]`.
    public var languages: [String]
    /// Mean confidence of the words, 0 to 1.
    public var confidence: Double

    /// The head of a page from its parts.
    public init(title: String, languages: [String], confidence: Double) {
        self.title = title
        self.languages = languages
        self.confidence = confidence
    }

    /// The HTML of `pages`: a section for each page, a paragraph for each line. All text is escaped.
    public func render(_ pages: [Page]) -> String {
        let name = Self.escape(title)
        var html = """
            <!DOCTYPE html>
            <html lang="\(Self.escape(languages.first ?? "und"))">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(name)</title>
            <style>
            body{font:1rem/1.4 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
            section{border-top:1px solid #999;margin-top:2rem}
            p{margin:.2rem 0;white-space:pre-wrap}
            </style>
            </head>
            <body>
            <h1>\(name)</h1>
            <p>Pages: \(pages.count). Languages: \(Self.escape(languages.joined(separator: ", "))). \
            Confidence: \(Self.percent(confidence)).</p>

            """
        for page in pages { Self.append(page, to: &html) }
        return html + "</body>\n</html>\n"
    }

    private static func append(_ page: Page, to html: inout String) {
        let source =
            switch page.source {
            case .text: "text layer"
            case .ocr: "recognised"
            case .xml: "electronic invoice"
            }
        html += "<section id=\"page-\(page.number)\">\n<h2>Page \(page.number)</h2>\n"
        html += "<p><small>\(source), \(percent(page.confidence))</small></p>\n"
        var line: Int?
        for word in page.words {
            if line != word.line {
                html += line == nil ? "<p>" : "</p>\n<p>"
            } else {
                html += " "
            }
            html += escape(word.text)
            line = word.line
        }
        if line != nil { html += "</p>\n" }
        html += "</section>\n"
    }

    private static func percent(_ share: Double) -> String {
        share.isFinite ? "\(Int((min(max(share, 0), 1) * 100).rounded())) %" : "unknown"
    }

    /// `text` for an element or a quoted attribute; what HTML forbids (control characters, noncharacters) becomes U+FFFD.
    public static func escape(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: escaped += "&amp;"
            case 0x3C: escaped += "&lt;"
            case 0x3E: escaped += "&gt;"
            case 0x22: escaped += "&quot;"
            case 0x27: escaped += "&#39;"
            case 0x09, 0x0A: escaped.unicodeScalars.append(scalar)
            case 0..<0x20, 0x7F...0x9F, 0xFDD0...0xFDEF: escaped += "\u{FFFD}"
            case let value where value & 0xFFFE == 0xFFFE: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
