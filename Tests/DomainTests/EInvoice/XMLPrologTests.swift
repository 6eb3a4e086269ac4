import Testing

@testable import Domain

struct XMLPrologTests {
    private let ubl = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"

    @Test(arguments: [
        "<Invoice xmlns=\"urn:x\"/>", "\u{FEFF}<Invoice xmlns='urn:x'>",
        "  \n<?xml version=\"1.0\"?>\n<Invoice xmlns=\"urn:x\" >",
        "<?xml version=\"1.0\"?><!-- a > comment --><a:Invoice b=\"<\" xmlns:a = \"urn:x\" xmlns=\"urn:y\">",
        "<!DOCTYPE Invoice [<!ENTITY a \"]>\"> ]><Invoice xmlns=\"urn:x\"/>",
    ])
    func findsTheRoot(_ text: String) throws {
        for bytes in [Array(text.utf8), utf16(text, big: false), utf16(text, big: true)] {
            let prolog = try #require(XMLProlog(bytes))
            #expect(prolog.root == "Invoice")
            #expect(prolog.namespace == "urn:x")
            #expect(prolog.hasDoctype == text.contains("DOCTYPE"))
        }
    }

    @Test(arguments: ["", "   ", "Invoice", "{\"a\": \"<Invoice>\"}", "%PDF-1.7 <a>"])
    func isNoXML(_ text: String) { #expect(XMLProlog(text.utf8) == nil) }

    @Test func leavesOpenWhatIsCutOff() throws {
        for text in ["<", "<?xml", "<!-- long", "<Invoice", "<Invoice a=\"1\" xml", "<!DOCTYPE Invoice ["] {
            let prolog = try #require(XMLProlog(text.utf8), "\(text)")
            #expect(prolog.root == nil, "\(text)")
            #expect(prolog.problem == nil, "\(text)")
        }
    }

    @Test func refusesOtherXML() throws {
        for text in [
            "<html>", "<!DOCTYPE html><title>x</title>", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<Invoice/>",
            "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"/>", "</a>", "<= 3",
        ] {
            #expect(try #require(XMLProlog(text.utf8)).problem?.code == .unsupportedType, "\(text)")
        }
        let order = try #require(XMLProlog("<Order xmlns=\"urn:oasis:x\"/>".utf8)?.problem)
        #expect(order.detail.contains("order"))
    }

    @Test(arguments: ["UTF-7", "utf-7", "EBCDIC-US", "IBM037", "ISO-2022-JP", "Shift_JIS", "UCS-4", ""])
    func refusesEncodingsThatHideASCII(_ encoding: String) throws {
        for quote in ["\"", "'"] {
            let text = "<?xml version=\"1.0\" encoding = \(quote)\(encoding)\(quote)?><Invoice xmlns=\"\(ubl)\"/>"
            #expect(try #require(XMLProlog(text.utf8)).problem?.code == .invalidFile)
        }
    }

    @Test(arguments: ["UTF-8", "utf-8", "UTF-16", "ISO-8859-1", "iso-8859-15", "Windows-1252", "US-ASCII"])
    func takesEncodingsThatBeginWithASCII(_ encoding: String) throws {
        let text = "<?xml version='1.0' encoding='\(encoding)' standalone='yes'?><Invoice xmlns=\"\(ubl)\"/>"
        let prolog = try #require(XMLProlog(text.utf8))
        #expect((prolog.encoding, prolog.root) == (encoding, "Invoice"))
        #expect(prolog.problem == nil)
    }

    @Test(arguments: [
        ("latin1", "ISO-8859-1"), ("Latin-1", "ISO-8859-1"), ("cp1252", "WINDOWS-1252"),
        ("windows-1252", "WINDOWS-1252"),
        ("iso8859-15", "ISO-8859-15"), ("ISO_8859-1", "ISO-8859-1"), ("latin9", "ISO-8859-15"), ("utf8", "UTF-8"),
        ("utf-16", "UTF-8"), ("UTF-16LE", "UTF-8"),
    ])
    func labelsAreTakenAsTheyAreMeant(_ label: String, _ name: String) throws {
        let text = "<?xml version='1.0' encoding='\(label)'?><Invoice xmlns=\"\(ubl)\"/>"
        let prolog = try #require(XMLProlog(text.utf8))
        #expect(prolog.problem == nil && prolog.parserEncoding(isWide: false) == name)
        #expect(prolog.parserEncoding(isWide: true) == nil)
        #expect(prolog.parserEncoding(isWide: false, isMarkedUTF8: true) == "UTF-8")
    }

    @Test func takesInvoicesForFiles() throws {
        #expect(try FileType.sniff(Array("<Invoice xmlns=\"\(ubl)\"/>".utf8)) == .xml)
        let comment = "<!-- \(String(repeating: "long ", count: 2000)) -->"
        #expect(try FileType.sniff(Array("\(comment)<Invoice xmlns=\"\(ubl)\"/>".utf8)) == .xml)
        #expect(throws: DocumentProblem.self) { try FileType.sniff(Array("<html></html>".utf8)) }
        #expect(FileType.xml.mimeType == "application/xml")
    }

    private func utf16(_ text: String, big: Bool) -> [UInt8] {
        ("\u{FEFF}" + text.drop { $0 == "\u{FEFF}" }).utf16.flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return big ? bytes.reversed() : bytes
        }
    }
}
