import Testing

@testable import FCGIServer

@Suite struct UploadReaderTests {
    private func part(_ parameters: String, _ data: String) -> String {
        "--b\r\nContent-Disposition: form-data; \(parameters)\r\n\r\n\(data)\r\n"
    }

    private func read(_ body: String, limit: Int = 100) throws -> (Upload, String) {
        var file: [UInt8] = []
        let request = try Request.test(
            .post, "/", ["CONTENT_TYPE": "multipart/form-data; boundary=b"], body: Array(body.utf8))
        let upload = try UploadReader(limit: limit).read(request) { file += $0 }
        return (upload, String(decoding: file, as: UTF8.self))
    }

    private func code(_ body: String, limit: Int = 100) -> String? {
        do { return try read(body, limit: limit).0.fields.description } catch { return (error as? HTTPProblem)?.code }
    }

    @Test func readsFieldsAndAFile() throws {
        let (upload, file) = try read(
            part("name=a", "1") + part(#"name=f; filename="x.pdf""#, "%PDF") + part("name=a", "2") + "--b--")
        #expect(upload.fields == ["a": "2"] && file == "%PDF")
        #expect(upload.file == Upload.File(field: "f", filename: "x.pdf", contentType: nil, size: 4))
    }

    @Test func anEmptyInputIsNoFile() throws {
        let (upload, _) = try read(part(#"name=f; filename="""#, "") + "--b--")
        #expect(upload.file == nil)
        #expect(throws: HTTPProblem.self) { try upload.requireFile() }
        #expect(try read(part(#"name=f; filename="empty.txt""#, "") + "--b--").0.requireFile().size == 0)
    }

    @Test func limitsHold() {
        let file = #"name=f; filename="x""#
        let long = String(repeating: "x", count: 101)
        #expect(code(part(file, long) + "--b--") == "content_too_large")
        #expect(code(part(file, String(long.dropLast())) + "--b--") == "[:]")
        let field = String(repeating: "x", count: UploadReader.fieldLimit)
        #expect(code(part("name=a", field + "x") + "--b--") == "field_too_large")
        #expect(code((0..<5).map { part("name=a\($0)", field) }.joined() + "--b--") == "field_too_large")
        #expect(code(part(file, "1") + part(file, "2") + "--b--") == "too_many_files")
        #expect(code((0..<65).map { part("name=a\($0)", "") }.joined() + "--b--") == "too_many_parts")
        #expect(code(part(file, "1")) == "incomplete_body")
        #expect(code(part("name=a", "\u{0}") + "--b--") == "invalid_encoding")
        #expect(code(part("nonsense", "1") + "--b--") == "malformed_multipart")
    }

    @Test func tooLargeIsRefusedUnread() throws {
        let parameters = Parameters([
            ("CONTENT_TYPE", "multipart/form-data; boundary=b"), ("CONTENT_LENGTH", "\(200 << 20)"),
        ])
        let request = try Request(parameters, id: "a") { _ in
            Issue.record("read")
            return 0
        }
        #expect(throws: HTTPProblem.self) { try UploadReader(limit: 100).read(request) { _ in } }
    }

    @Test func aSinkThatFailsEndsTheReading() {
        struct Full: Error {}
        #expect(throws: Full.self) {
            let request = try Request.test(
                .post, "/", ["CONTENT_TYPE": "multipart/form-data; boundary=b"],
                body: Array(part(#"name=f; filename="x""#, "1").utf8) + Array("--b--".utf8))
            _ = try UploadReader(limit: 10).read(request) { _ in throw Full() }
        }
    }
}
