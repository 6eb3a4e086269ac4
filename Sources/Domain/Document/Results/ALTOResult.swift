/// ALTO 4: a text block for each block, a string for each word, no path of an image.
public struct ALTOResult: ResultRenderer, Sendable {
    /// A renderer for one document.
    public init() {}

    /// The description of the file.
    public mutating func begin(_ head: ResultHead) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xsi:schemaLocation="http://www.loc.gov/standards/alto/ns-v4# \
        http://www.loc.gov/standards/alto/v4/alto-4-4.xsd">
        <Description>
        <MeasurementUnit>pixel</MeasurementUnit>
        <sourceImageInformation>
        <fileName>\(ResultHTML.escape(head.filename))</fileName>
        <fileIdentifier>sha256:\(ResultHTML.escape(head.sha256))</fileIdentifier>
        </sourceImageInformation>
        <Processing ID="docket"><processingSoftware><softwareName>docket</softwareName></processingSoftware></Processing>
        </Description>
        <Layout>

        """
    }

    /// A page with its print space.
    public mutating func page(_ page: Page) -> String {
        let whole = Self.place(Box(left: 0, top: 0, right: page.width, bottom: page.height))
        var text = "<Page ID=\"page_\(page.number)\" PHYSICAL_IMG_NR=\"\(page.number)\" HEIGHT=\"\(page.height)\""
        text += " WIDTH=\"\(page.width)\" PC=\"\(ResultNumbers.share(page.confidence))\">\n<PrintSpace\(whole)>\n"
        for block in PageLayout(page).blocks {
            let id = ResultNumbers.part("b", page, block.number)
            text += "<TextBlock ID=\"\(id)\"\(Self.place(block.box))>\n"
            for line in block.lines { Self.append(line, of: page, to: &text) }
            text += "</TextBlock>\n"
        }
        return text + "</PrintSpace>\n</Page>\n"
    }

    /// The end of the file.
    public mutating func end() -> String { "</Layout>\n</alto>\n" }

    private static func append(_ line: PageLayout.Line, of page: Page, to text: inout String) {
        text += "<TextLine ID=\"\(ResultNumbers.part("l", page, line.number))\"\(place(line.box))>"
        for (index, word) in line.words.enumerated() {
            if index > 0 { text += "<SP/>" }
            text += "<String ID=\"\(ResultNumbers.word(page, word))\"\(place(word.box))"
            text += " WC=\"\(ResultNumbers.share(min(max(word.confidence, 0), 1)))\""
            text += " CONTENT=\"\(ResultHTML.escape(word.text))\"/>"
        }
        text += "</TextLine>\n"
    }

    private static func place(_ box: Box) -> String {
        " HPOS=\"\(box.left)\" VPOS=\"\(box.top)\" WIDTH=\"\(max(0, box.width))\" HEIGHT=\"\(max(0, box.height))\""
    }
}
