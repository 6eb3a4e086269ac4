import Domain
import Testing

@testable import Recognition

/// Values that stand in forms and notes over a page, not in its content.
struct FormValuesTests {
    private let work: WorkDirectory
    init() throws { work = try WorkDirectory() }

    /// A form whose fields stand at 200 points from the left, `value` in the upper one.
    private func form(
        _ value: String = "INV-4711 of May", shown: String? = nil, flags: Int = 0, annotation: Int = 4,
        page: String = "", content: String = "", free: Bool = false,
        hiddenBelow: Bool = false
    ) throws -> Page? {
        let labels = ["Invoice form of Northwind Paper Limited", "Invoice number:", "Please pay within thirty days"]
        let lines = labels.enumerated().map { PDFWriter.line($1, 72, 760 - 20 * $0) }.joined()
        var pdf = PDFWriter()
        pdf.add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 8 0 R] /DA (/F1 12 Tf) >> >>")
        pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        pdf.add(
            """
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] \(page) /Contents 4 0 R /Annots [6 0 R \(hiddenBelow ? "8 0 R" : "")]
               /Resources << /Font << /F1 5 0 R >> >> >>
            """)
        pdf.addStream("", Array((lines + content).utf8))
        pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
        let kind = free ? "/FreeText /Contents" : "/Widget /FT /Tx /T (number) /Ff \(flags) /V"
        pdf.add(
            """
            << /Type /Annot /Subtype \(kind) (\(value)) /Rect [200 735 400 755] /F \(annotation) /P 3 0 R
               /DA (/F1 12 Tf) /AP << /N 7 0 R >> >>
            """)
        pdf.addStream(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>",
            Array("/Tx BMC q BT /F1 12 Tf 2 6 Td (\(shown ?? value)) Tj ET Q EMC".utf8))
        pdf.add(
            """
            << /Type /Annot /Subtype /Widget /FT /Tx /T (other) /V (INV-0815) /Rect [200 735 400 755] /F 2 /P 3 0 R
               /DA (/F1 12 Tf) >>
            """)
        return TextLayer.useful(try PDFFile(path: try work.file("form.pdf", pdf.finish())).page(1))
    }

    @Test func valuesStandBesideTheirLabels() throws {
        let read = try #require(try form())
        #expect(
            read.text
                == """
                Invoice form of Northwind Paper Limited
                Invoice number: INV-4711 of May
                Please pay within thirty days
                """)
        #expect(try form(free: true)?.text == read.text)
        let number = try #require(read.words.first { $0.text == "INV-4711" })
        // Eight of fifteen letters of some 95 points from 202.
        #expect((835...850).contains(number.box.left) && (1020...1080).contains(number.box.right))
        #expect(number.box.top > 360 && number.box.bottom < 450 && number.confidence == 1)
    }

    @Test func whatIsNotShownIsNotRead() throws {
        #expect(try form(annotation: 2)?.text.contains("4711") == false)
        #expect(try form(shown: "")?.text.contains("4711") == false)
        #expect(try form("")?.words.count == 13)
    }

    /// What the page draws where a hidden field is does not make its value seen.
    @Test(arguments: [2, 32, 34]) func hiddenFieldsHaveNoWordsWhereTheirPlaceHasInk(_ flags: Int) throws {
        let drawn = "0 0 0 rg 210 740 90 8 re f\n"
        #expect(try form(annotation: flags, content: drawn)?.words.count == 13)
        #expect(try form(annotation: flags, content: drawn, free: true)?.words.count == 13)
        #expect(try form(shown: "", content: drawn)?.words.count == 16)
    }

    /// Two fields at one place, one of which is hidden.
    @Test func whatAHiddenFieldCoversIsRecognised() throws {
        #expect(try form(hiddenBelow: true) == nil)
    }

    @Test func controlCharactersOfValuesAreLeftOut() throws {
        let read = try #require(try form("INV-\\0024711\\177 of \\001 May", shown: "INV-4711 of May"))
        #expect(read.text.contains("Invoice number: INV-4711 of May\n"))
        #expect(try form("\\001\\002", shown: "INV-4711")?.words.count == 13)
    }

    @Test func whatThePageSaysTooIsReadOnce() throws {
        let read = try form(content: PDFWriter.line("INV-4711 of May", 202, 741))
        #expect(read?.words.count { $0.text == "INV-4711" } == 1)
    }

    /// Where the words of several lines stand, and those on a turned page, only the image tells.
    @Test func theRestIsRecognised() throws {
        #expect(try form("first\\nsecond", shown: "first") == nil)
        #expect(try form(page: "/Rotate 90") == nil)
    }
}
