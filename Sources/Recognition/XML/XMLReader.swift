import CLibXML2
import Domain

/// Reads XML into a tree: no document type, no entities but the five that XML has, nothing from anywhere else.
enum XMLReader {
    /// What an XML file may cost. Checked while reading, before the cost arises.
    struct Limits {
        /// Bytes of the file.
        var bytes = 10_485_760
        /// Elements within elements.
        var depth = 64
        /// Elements in all: an invoice of 5,000 lines has half as many.
        var elements = 400_000
        /// Bytes of an element's text that are kept: a file inside the invoice is not wanted.
        var text = 8192
    }

    private static let start: Void = xmlInitParser()

    /// The tree of the XML in `bytes`.
    ///
    /// - Throws: `.invalidFile` where it is damaged or brings a document type, `.tooLarge` where it passes the limits,
    ///   `RecognitionError.cancelled`.
    static func read(
        _ bytes: UnsafeRawBufferPointer, limits: Limits = Limits(), isCancelled: () -> Bool = { false }
    ) throws -> XMLElement {
        start
        guard bytes.count <= limits.bytes else {
            let most = limits.bytes >> 20
            throw DocumentProblem(.tooLarge, "The XML has more than \(most) MB. Send a smaller one.")
        }
        // Before the parser sees any of it: no declaration, so no entity, so nothing to expand or to fetch.
        if XMLProlog(bytes)?.hasDoctype ?? false { throw doctype }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        guard
            let reader = xmlReaderForMemory(
                bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, nil, Int32(options))
        else { throw damaged() }
        defer { xmlFreeTextReader(reader) }
        var tree = XMLTreeBuilder(limits: limits)
        var nodes = 0
        while true {
            let result = xmlTextReaderRead(reader)
            if result == 0 { break }
            guard result == 1 else { throw damaged() }
            nodes += 1
            if nodes % 4096 == 0, isCancelled() { throw RecognitionError.cancelled }
            switch xmlReaderTypes(rawValue: UInt32(bitPattern: xmlTextReaderNodeType(reader))) {
            case XML_READER_TYPE_ELEMENT:
                try tree.begin(text(xmlTextReaderConstLocalName(reader)), attributes(reader))
                if xmlTextReaderIsEmptyElement(reader) == 1 { tree.end() }
            case XML_READER_TYPE_END_ELEMENT: tree.end()
            case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA: tree.add(text(xmlTextReaderConstValue(reader)))
            case XML_READER_TYPE_DOCUMENT_TYPE, XML_READER_TYPE_ENTITY_REFERENCE: throw doctype
            default: break
            }
        }
        guard let root = tree.root else { throw damaged() }
        return root
    }

    private static func attributes(_ reader: xmlTextReaderPtr) -> [String: String] {
        guard xmlTextReaderHasAttributes(reader) == 1 else { return [:] }
        var attributes: [String: String] = [:]
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            guard xmlTextReaderIsNamespaceDecl(reader) != 1, attributes.count < 20 else { continue }
            let value = text(xmlTextReaderConstValue(reader))
            attributes[text(xmlTextReaderConstLocalName(reader))] = value.cut(200)
        }
        xmlTextReaderMoveToElement(reader)
        return attributes
    }

    private static func text(_ pointer: UnsafePointer<xmlChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }

    private static let doctype = DocumentProblem(
        .invalidFile, "The XML has a document type declaration (DOCTYPE), which no invoice needs. Send it without one.")

    private static func damaged() -> DocumentProblem {
        let line = xmlGetLastError()?.pointee.line ?? 0
        let place = line > 0 ? " in line \(line)" : ""
        return DocumentProblem(.invalidFile, "The XML is damaged\(place) and cannot be read. Send it again.")
    }
}

/// Puts a tree together from its tags.
private struct XMLTreeBuilder {
    let limits: XMLReader.Limits
    private(set) var root: XMLElement?
    private var open: [XMLElement] = []
    private var elements = 0

    init(limits: XMLReader.Limits) { self.limits = limits }

    mutating func begin(_ name: String, _ attributes: [String: String]) throws(DocumentProblem) {
        elements += 1
        guard open.count < limits.depth, elements <= limits.elements else {
            throw DocumentProblem(
                .tooLarge, "The XML has more or deeper elements than an invoice has. Send an invoice.")
        }
        open.append(XMLElement(name: name, attributes: attributes))
    }

    mutating func add(_ text: String) {
        guard let last = open.indices.last, open[last].text.utf8.count < limits.text else { return }
        open[last].text += text.utf8.count <= limits.text ? text : text.cut(limits.text)
    }

    mutating func end() {
        guard var element = open.popLast() else { return }
        element.text = Self.trimmed(element.text)
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }

    private static func trimmed(_ text: String) -> String {
        guard let first = text.utf8.first, let last = text.utf8.last, first <= 32 || last <= 32 else { return text }
        let blank = { (byte: UInt8) in byte <= 32 }
        let start = text.utf8.firstIndex { !blank($0) } ?? text.endIndex
        let end = text.utf8.lastIndex { !blank($0) }.map { text.utf8.index(after: $0) } ?? start
        return String(text[start..<end])
    }
}
