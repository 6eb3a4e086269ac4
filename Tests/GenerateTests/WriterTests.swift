import MariaDB
import Testing

@testable import generate

struct WriterTests {
    private func writer(_ comment: [String]) throws -> Writer {
        let header = try #require(try RoutineHeader(comment))
        let entry = Entry(file: "documents/document", header: header, text: "", isRoutine: true)
        return Writer(entry: entry, parameters: [.init(name: "key", type: "BINARY", isOptional: false)])
    }

    @Test func jsonOfATypeIsDecoded() throws {
        let rows = try writer([
            "page_list: pages.", "account: app", "transaction: none", "returns: many", "  number INT",
            "  words JSON [Word]?", "  fields JSON",
        ]).rows()
        #expect(rows.contains("public let words: [Word]?"))
        #expect(rows.contains(#"words = try row.decodeOptional(1, "page_list.words")"#))
        #expect(rows.contains("public let fields: String"))
        #expect(rows.contains("fields = try row.get(2)"))
    }

    @Test func furtherResultsAreListsOfTheRow() throws {
        let writer = try writer([
            "document_show: a document.", "account: app", "transaction: snapshot", "returns: one", "  status VARCHAR",
            "and: lines", "  number INT", "and: taxes", "  rate DECIMAL?",
        ])
        let rows = try writer.rows()
        #expect(rows.contains("public let lines: [DocumentShowLinesRow]"))
        #expect(rows.contains("taxes = try Database.all(results[2], as: DocumentShowTaxesRow.init)"))
        #expect(rows.contains("public struct DocumentShowTaxesRow"))
        #expect(try writer.method().contains("try DocumentShowRow(database.readAll("))
    }

    @Test func whatEarlierProcessesCallHasNoCallOfOurs() throws {
        let header = try #require(
            try RoutineHeader(["field_put: a field.", "account: worker", "transaction: caller", "returns: none"]))
        #expect(Entry(file: "earlier/field", header: header, text: "", isRoutine: true).isEarlier)
        #expect(!Entry(file: "documents/field", header: header, text: "", isRoutine: true).isEarlier)
    }
}
