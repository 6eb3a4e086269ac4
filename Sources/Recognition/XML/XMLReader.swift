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
        _ file: UnsafeRawBufferPointer, limits: Limits = Limits(), isCancelled: () -> Bool = { false }
    ) throws -> XMLElement {
        start
        guard file.count <= limits.bytes else {
            let most = limits.bytes >> 20
            throw DocumentProblem(.tooLarge, "The XML has more than \(most) MB. Send a smaller one.")
        }
        let trimmed = XMLBytes(file)
        let bytes = trimmed.bytes
        // Before the parser sees any of it: no declaration, so no entity, so nothing to expand or to fetch.
        let prolog = XMLProlog(bytes)
        if prolog?.hasDoctype ?? false { throw XMLEvents.doctype }
        let encoding = prolog?.parserEncoding(isWide: trimmed.isWide, isMarkedUTF8: trimmed.isMarkedUTF8)
        guard let parser = xmlNewParserCtxt() else { throw damaged(nil) }
        defer {
            xmlFreeDoc(parser.pointee.myDoc)
            xmlFreeParserCtxt(parser)
        }
        return try withoutActuallyEscaping(isCancelled) { isCancelled in
            let events = XMLEvents(limits: limits, isCancelled: isCancelled)
            events.attach(to: parser)
            var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            if encoding != nil { options |= XML_PARSE_IGNORE_ENC.rawValue }
            let text = bytes.bindMemory(to: CChar.self).baseAddress
            let document = withExtendedLifetime(events) {
                xmlCtxtReadMemory(parser, text, Int32(bytes.count), nil, encoding, Int32(options))
            }
            defer { xmlFreeDoc(document) }
            if let problem = events.problem { throw problem }
            guard parser.pointee.wellFormed == 1, let root = events.root else { throw damaged(parser) }
            return root
        }
    }

    private static func damaged(_ parser: xmlParserCtxtPtr?) -> DocumentProblem {
        let line = xmlCtxtGetLastError(parser)?.pointee.line ?? 0
        let place = line > 0 ? " in line \(line)" : ""
        return DocumentProblem(.invalidFile, "The XML is damaged\(place) and cannot be read. Send it again.")
    }
}
