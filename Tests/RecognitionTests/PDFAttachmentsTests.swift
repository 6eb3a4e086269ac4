import Domain
import Testing

@testable import Recognition

struct PDFAttachmentsTests {
    /// A page with files inside, in their order.
    private func pdf(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var pdf = PDFWriter()
        let names = files.indices.map { "(\(1000 + $0)) \(4 + 2 * $0) 0 R" }.joined(separator: " ")
        pdf.add("<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [\(names)] >> >> >>")
        pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>")
        for (number, file) in files.enumerated() {
            pdf.add("<< /Type /Filespec /F (\(file.name)) /EF << /F \(5 + 2 * number) 0 R >> >>")
            pdf.addStream("/Type /EmbeddedFile", file.bytes)
        }
        return pdf.finish()
    }

    private func open(_ files: [(name: String, bytes: [UInt8])], _ use: (PDFFile) throws -> Void) throws {
        let work = try WorkDirectory()
        try withExtendedLifetime(work) { try use(PDFFile(path: work.file("test.pdf", pdf(files)))) }
    }

    @Test func knownNamesAreFoundBehindMany() throws {
        let junk = (0..<30).map { (name: "a\($0).xml", bytes: Array("<a/>".utf8)) }
        try open(junk + [(name: "Factur-X.xml", bytes: Array(XMLSamples.cii.utf8))]) { pdf in
            let reading = try EmbeddedInvoice.find(in: pdf) { false }
            #expect(reading?.attachment == "Factur-X.xml")
            #expect(reading?.invoice?.number == "R 1/26")
        }
    }

    @Test func unpacksByRankUpToTheTotal() throws {
        let files = [(name: "c", bytes: 6), ("skipped", 1), ("b", 11), ("a", 7), ("d", 3)].map {
            (name: $0.0, bytes: [UInt8](repeating: 65, count: $0.1))
        }
        try open(files) { pdf in
            var seen: [String] = []
            pdf.attachments(limit: 10, total: 14, rank: { ["a", "b", "c", "d"].firstIndex(of: $0) }) { file, rank in
                seen.append("\(rank) \(file.name) \(file.bytes?.count ?? -1)")
            }
            #expect(seen == ["0 a 7", "1 b -1", "2 c 6", "3 d -1"])
        }
    }
}
