import Domain
import Testing

@testable import struct MariaDB.Row
@testable import Persistence

struct PageRowTests {
    private let word = #"[{"id":0,"text":"INV-1","box":[10,10,90,30],"confidence":1,"line":0}]"#

    private func row(words: String?) -> Row {
        Row(columns: ["1", "20", "30", "300", "ocr", words, #"{"engines":[],"languages":["eng"],"parameters":{}}"#])
    }

    @Test func aRowIsAPage() throws {
        let page = Page(try ResultPageRow(row(words: word)))
        #expect((page.number, page.width, page.height, page.dpi) == (1, 20, 30, 300))
        #expect(page.source == .ocr)
        #expect(page.words.map(\.text) == ["INV-1"])
        #expect(page.reading?.languages == ["eng"])
        #expect(Page(try ResultPageRow(row(words: nil))).words.isEmpty)
    }

    @Test func aPageThatIsReadByBothRoutinesIsTheSame() throws {
        let columns = row(words: word).columns
        let listed = try PageListRow(Row(columns: columns[..<5] + ["results/a.png", nil] + columns[5...]))
        #expect(Page(listed) == Page(try ResultPageRow(row(words: word))))
    }

    @Test(arguments: ["", "[", "{}", #"[{"text":"secret"}]"#])
    func wordsThatAreNoneAreAFaultOfTheirColumn(words: String) {
        let error = #expect(throws: DatabaseError.self) { try ResultPageRow(row(words: words)) }
        #expect("\(error as Any)".contains("result_page.words"))
        #expect(!"\(error as Any)".contains("secret"))
    }
}
