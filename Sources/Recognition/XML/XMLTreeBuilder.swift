import Domain

/// Puts a tree together from its tags.
struct XMLTreeBuilder {
    private struct Open {
        let name: String
        let attributes: [String: String]
        var text = ""
        var children: [XMLElement] = []
    }

    let limits: XMLReader.Limits
    private(set) var root: XMLElement?
    private var open: [Open] = []
    private var elements = 0

    init(limits: XMLReader.Limits) { self.limits = limits }

    mutating func begin(_ name: String, _ attributes: [String: String]) throws(DocumentProblem) {
        elements += 1
        guard open.count < limits.depth, elements <= limits.elements else {
            throw DocumentProblem(
                .tooLarge, "The XML has more or deeper elements than an invoice has. Send an invoice.")
        }
        open.append(Open(name: name, attributes: attributes))
    }

    mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        guard let last = open.indices.last, open[last].text.utf8.count < limits.text else { return }
        // Most texts are the blanks between tags.
        if open[last].text.isEmpty, text.allSatisfy({ $0 <= 32 }) { return }
        open[last].text += String(decoding: text, as: UTF8.self).cut(limits.text)
    }

    mutating func end() {
        guard let last = open.popLast() else { return }
        let element = XMLElement(
            name: last.name, attributes: last.attributes, text: Self.trimmed(last.text), children: last.children)
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
