import Testing

@testable import Domain

struct WordReaderPolicyTests {
    private let proved = PageGrid.page(
        """
        Net amount    100.00
        VAT 20%        20.00
        Total         120.00
        """, source: .ocr)
    private let doubtful = PageGrid.page(
        """
        Net amount    100.00
        VAT 20%        26.00
        Total         120.00
        """, source: .ocr)

    @Test func languagesWithMarksAlwaysWantIt() {
        for languages in ["deu", "eng+fra", "swe"] { #expect(WordReaderPolicy(languages: languages).isWanted(proved)) }
        #expect(!WordReaderPolicy(languages: "eng").needsMarks)
    }

    @Test func amountsThatNoEquationProvesWantIt() {
        let look = WordReaderPolicy(languages: "eng")
        #expect(!look.isWanted(proved))
        #expect(look.isWanted(doubtful))
    }

    @Test func aPaymentProvesTheTotal() {
        let text = """
            Total         12.50
            Cash          20.00
            Change         7.50
            """
        #expect(!WordReaderPolicy(languages: "eng").isWanted(PageGrid.page(text, source: .ocr)))
        let misread = text.replacing("7.50", with: "1.50")
        #expect(WordReaderPolicy(languages: "eng").isWanted(PageGrid.page(misread, source: .ocr)))
    }

    @Test func pagesWithoutAmountsHaveNothingToProve() {
        let page = PageGrid.page("Dear customer, your number is 4711", source: .ocr)
        #expect(!WordReaderPolicy(languages: "eng").isWanted(page))
        #expect(WordReaderPolicy(languages: "eng", always: true).isWanted(page))
    }
}
