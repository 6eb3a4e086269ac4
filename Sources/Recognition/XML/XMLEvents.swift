import CLibXML2
import Domain

/// What the parser tells while it reads, put together to a tree. The first thing that is not borne ends the reading.
final class XMLEvents {
    private(set) var problem: (any Error)?
    var root: XMLElement? { tree.root }

    private var tree: XMLTreeBuilder
    private var names: [UnsafePointer<xmlChar>: String] = [:]
    private var elements = 0
    private let isCancelled: () -> Bool

    init(limits: XMLReader.Limits, isCancelled: @escaping () -> Bool) {
        tree = XMLTreeBuilder(limits: limits)
        self.isCancelled = isCancelled
    }

    static let doctype = DocumentProblem(
        .invalidFile, "The XML has a document type declaration (DOCTYPE), which no invoice needs. Send it without one.")

    /// Has the parser tell this; it must live as long as the parser reads.
    func attach(to parser: xmlParserCtxtPtr) {
        parser.pointee._private = Unmanaged.passUnretained(self).toOpaque()
        let sax = parser.pointee.sax!
        sax.pointee.startElementNs = { parser, name, _, _, _, _, count, _, attributes in
            XMLEvents.of(parser) { try $0.begin(name, attributes, Int(count)) }
        }
        sax.pointee.endElementNs = { parser, _, _, _ in XMLEvents.of(parser) { $0.tree.end() } }
        let text: charactersSAXFunc = { parser, text, count in
            XMLEvents.of(parser) { $0.tree.add(UnsafeBufferPointer(start: text, count: Int(count))) }
        }
        sax.pointee.characters = text
        sax.pointee.ignorableWhitespace = text
        sax.pointee.cdataBlock = text
        sax.pointee.internalSubset = { parser, _, _, _ in XMLEvents.of(parser) { _ in throw XMLEvents.doctype } }
        sax.pointee.reference = { parser, _ in XMLEvents.of(parser) { _ in throw XMLEvents.doctype } }
        sax.pointee.comment = nil
        sax.pointee.processingInstruction = nil
    }

    private static func of(_ parser: UnsafeMutableRawPointer?, _ body: (XMLEvents) throws -> Void) {
        guard let parser = parser?.assumingMemoryBound(to: xmlParserCtxt.self), let own = parser.pointee._private else {
            return
        }
        let events = Unmanaged<XMLEvents>.fromOpaque(own).takeUnretainedValue()
        guard events.problem == nil else { return }
        do {
            try body(events)
        } catch {
            events.problem = error
            xmlStopParser(parser)
        }
    }

    private func begin(
        _ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
    ) throws {
        elements += 1
        if elements % 4096 == 0, isCancelled() { throw RecognitionError.cancelled }
        var found: [String: String] = [:]
        // Of each: name, prefix, namespace, and where its value begins and ends.
        for number in 0..<min(count, 20) {
            guard let attributes, let start = attributes[number * 5 + 3], let end = attributes[number * 5 + 4] else {
                break
            }
            let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
            found[string(attributes[number * 5])] = value.cut(200)
        }
        try tree.begin(string(name), found)
    }

    /// A name, made once: the parser keeps one copy of each until its end.
    private func string(_ name: UnsafePointer<xmlChar>?) -> String {
        guard let name else { return "" }
        if let known = names[name] { return known }
        let string = String(cString: name)
        names[name] = string
        return string
    }
}
