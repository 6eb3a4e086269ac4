/// hOCR 1.2 as XHTML: areas, paragraphs, lines and words with boxes, no path of an image.
public struct HOCRResult: ResultRenderer, Sendable {
    /// A renderer for one document.
    public init() {}

    /// The head of the page.
    public mutating func begin(_ head: ResultHead) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="und" lang="und">
        <head>
        <title>\(ResultHTML.escape(head.filename))</title>
        <meta charset="utf-8" />
        <meta name="ocr-system" content="docket" />
        <meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf" />
        </head>
        <body>

        """
    }

    /// A page, with what read it as the properties that hOCR has for it.
    public mutating func page(_ page: Page) -> String {
        let whole = Box(left: 0, top: 0, right: page.width, bottom: page.height)
        var text = """
            <div class="ocr_page" id="page_\(page.number)" \
            title="\(Self.bbox(whole)); ppageno \(page.number - 1); scan_res \(page.dpi) \(page.dpi)">

            """
        for block in PageLayout(page).blocks {
            let box = Self.bbox(block.box)
            text += "<div class=\"ocr_carea\" id=\"\(ResultNumbers.part("b", page, block.number))\" title=\"\(box)\">\n"
            text += "<p class=\"ocr_par\" id=\"\(ResultNumbers.part("p", page, block.number))\" title=\"\(box)\">\n"
            for line in block.lines { Self.append(line, of: page, to: &text) }
            text += "</p>\n</div>\n"
        }
        return text + "</div>\n"
    }

    /// The end of the page.
    public mutating func end() -> String { "</body>\n</html>\n" }

    private static func append(_ line: PageLayout.Line, of page: Page, to text: inout String) {
        let id = ResultNumbers.part("l", page, line.number)
        text += "<span class=\"ocr_line\" id=\"\(id)\" title=\"\(bbox(line.box))\">"
        for (index, word) in line.words.enumerated() {
            if index > 0 { text += " " }
            text += "<span class=\"ocrx_word\" id=\"\(ResultNumbers.word(page, word))\" title=\"\(bbox(word.box)); "
            text += "x_wconf \(ResultNumbers.percent(word.confidence))\">\(ResultHTML.escape(word.text))</span>"
        }
        text += "</span>\n"
    }

    private static func bbox(_ box: Box) -> String { "bbox \(box.left) \(box.top) \(box.right) \(box.bottom)" }
}
