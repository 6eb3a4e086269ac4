import MariaDB
import Testing

struct RoutineHeaderTests {
    private let comment = [
        "document_get: a document.", "Errors: 45404 document_unknown.", "account: app", "transaction: none",
        "returns: one", "  status VARCHAR", "  page_count INT?", "nullable: user, days",
        "example: CALL document_get(@key, @document)",
    ]

    @Test func allOfItIsRead() throws {
        let header = try #require(try RoutineHeader(comment))
        #expect(header.name == "document_get")
        #expect(header.documentation == ["a document.", "Errors: 45404 document_unknown."])
        #expect(header.account == .app)
        #expect(header.transaction == .none)
        #expect(header.cardinality == .one)
        #expect(header.columns.map(\.name) == ["status", "page_count"])
        #expect(header.columns.map(\.isOptional) == [false, true])
        #expect(header.columns.map(\.type) == ["VARCHAR", "INT"])
        #expect(header.nullable == ["user", "days"])
        #expect(header.example == "CALL document_get(@key, @document)")
    }

    @Test func aCommentWithoutAnAccountIsNone() throws {
        #expect(try RoutineHeader(["What happens to a document."]) == nil)
    }

    @Test func jsonMayNameTheTypeThatItIs() throws {
        let header = try #require(
            try RoutineHeader(
                comment.map { $0 == "  page_count INT?" ? "  words JSON [Word]?" : $0 } + [
                    "and: lines", "  number INT",
                ]))
        #expect(
            header.columns.last == .init(name: "words", type: "JSON", content: "[Word]", isOptional: true))
        #expect(header.columns.first?.content == nil)
        #expect(header.lists.map(\.name) == ["lines"])
        #expect(header.lists[0].columns == [.init(name: "number", type: "INT", isOptional: false)])
    }

    @Test(arguments: [
        "account: nobody", "transaction: maybe", "returns: some", "  status VARCHAR NOT NULL", "  status VARCHAR Word",
    ])
    func whatIsNotUnderstoodIsSaid(line: String) throws {
        let key = String(line.prefix { $0 != ":" })
        let broken =
            line.hasPrefix(" ")
            ? comment.map { $0.hasPrefix("  status") ? line : $0 }
            : comment.map { $0.hasPrefix(key + ":") ? line : $0 }
        let error = #expect(throws: HeaderError.self) { try RoutineHeader(broken) }
        #expect(error?.description.hasPrefix("document_get: ") == true)
    }
}
