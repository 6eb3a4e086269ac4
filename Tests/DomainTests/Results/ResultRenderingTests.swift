import Domain
import Foundation
#if canImport(FoundationXML)
    import FoundationXML
#endif
import Testing

struct ResultRenderingTests {
    private let head = ResultHead(
        document: Identifier("0193a1b2-1111-7000-8000-000000000002")!, filename: "a & <b>.pdf",
        sha256: String(repeating: "ab", count: 32), mediaType: "application/pdf")

    private var pages: [Page] {
        var first = page(tops: [0, 28])
        first.words[0].text = "<Fish&\"Chips\">"
        first.words[1].confidence = 0.12345
        first.reading = PageReading(
            engines: [.init(name: "tesseract", version: "5.3.0")], languages: ["eng"], parameters: ["psm": "6"])
        return [first, page(tops: [], number: 2), page(tops: [7], number: 3)]
    }

    @Test func textHasAFormFeedBetweenPages() {
        var renderer = TextResult()
        #expect(renderer.render(head, pages) == "<Fish&\"Chips\"> w1\nw2 w3\n\u{0C}\u{0C}w0 w1\n")
    }

    @Test func jsonIsOneObjectWhoseWordsCanBeCited() throws {
        var renderer = JSONResult()
        let text = renderer.render(head, pages)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(json["document_id"] as? String == head.document.description)
        #expect(json["filename"] as? String == head.filename)
        #expect(json["sha256"] as? String == head.sha256)
        #expect(json["page_count"] as? Int == 3)
        #expect(json["word_count"] as? Int == 6)
        #expect(json["min_confidence"] as? Double == 0.1235)
        #expect(json["languages"] as? [String] == ["eng"])
        #expect((json["engines"] as? [[String: String]]) == [["name": "tesseract", "version": "5.3.0"]])
        let pages = try #require(json["pages"] as? [[String: Any]])
        #expect(pages.count == 3)
        #expect(pages[1]["min_confidence"] is NSNull)
        #expect(pages[2]["reading"] is NSNull)
        let blocks = try #require(pages[0]["blocks"] as? [[String: Any]])
        let lines = try #require(blocks[0]["lines"] as? [[String: Any]])
        let words = try #require(lines[1]["words"] as? [[String: Any]])
        #expect(words[0]["id"] as? String == "w1-2")
        #expect(words[0]["box"] as? [Int] == [10, 28, 90, 48])
        #expect(words[0]["confidence"] as? Double == 0.9)
    }

    @Test func noPagesIsJSONToo() throws {
        var renderer = JSONResult()
        let text = renderer.render(head, [])
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((json["pages"] as? [Any])?.isEmpty == true)
        #expect(json["confidence"] is NSNull)
    }

    @Test func tsvHasTwelveColumnsInEveryRow() {
        var renderer = TSVResult()
        var pages = pages
        pages[0].words[2].text = "a\tb\nc"
        let rows = renderer.render(head, pages).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows.allSatisfy { $0.count == 12 })
        #expect(rows.filter { $0[0] == "5" }.count == 6)
        #expect(rows.filter { $0[0] == "1" }.map { $0[1] } == ["1", "2", "3"])
        #expect(rows.contains(["5", "1", "1", "1", "2", "1", "10", "28", "80", "20", "90.0", "a b c"]))
        #expect(rows.filter { $0[0] != "5" }.dropFirst().allSatisfy { $0[10] == "-1" })
    }

    @Test(arguments: [ResultFormat.hocr, .alto])
    func xmlIsWellFormedAndEscapes(_ format: ResultFormat) throws {
        var renderer = try #require(format.renderer())
        var pages = pages
        pages[0].words[3].text = "\u{1B}\u{0}]]>"
        let reader = XMLReader()
        try reader.read(renderer.render(head, pages))
        #expect(reader.ids.count == Set(reader.ids).count)
        #expect(Set(reader.ids).isSuperset(of: ["w1-0", "w1-3", "w3-1", "b1-0", "l1-1", "page_2"]))
        #expect(reader.text.contains("<Fish&\"Chips\">"))
        #expect(reader.text.contains("\u{FFFD}\u{FFFD}]]>"))
    }

    @Test func hocrHasPagesBoxesAndConfidences() {
        var renderer = HOCRResult()
        let text = renderer.render(head, pages)
        #expect(text.contains("id=\"page_1\" title=\"bbox 0 0 1000 1400; ppageno 0; scan_res 300 300\""))
        #expect(text.contains("id=\"w1-1\" title=\"bbox 110 0 190 20; x_wconf 12\">w1</span>"))
        #expect(!text.contains("image \""))
    }

    @Test func altoHasPlacesInPixels() {
        var renderer = ALTOResult()
        let text = renderer.render(head, pages)
        #expect(text.contains("<String ID=\"w1-1\" HPOS=\"110\" VPOS=\"0\" WIDTH=\"80\" HEIGHT=\"20\" WC=\"0.1235\""))
    }

    @Test func formatsDoNotShareNames() {
        let types = ResultFormat.allCases.flatMap(\.mediaTypes)
        #expect(types.count == Set(types).count)
        #expect(Set(ResultFormat.allCases.map(\.fileExtension)).count == ResultFormat.allCases.count)
    }
}

/// What an XML parser that others wrote makes of a text.
private final class XMLReader: NSObject, XMLParserDelegate {
    private(set) var ids: [String] = []
    private(set) var text = ""

    func read(_ xml: String) throws {
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = self
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if let id = attributes["id"] ?? attributes["ID"] { ids.append(id) }
        text += attributes["CONTENT"] ?? ""
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }
}
