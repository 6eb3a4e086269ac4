import Domain
import Testing

@Suite struct MultipartParserTests {
    private let type = "multipart/form-data; boundary=XyZ"

    /// The events of a body given in pieces, neighbouring data joined.
    private func events(_ pieces: [ArraySlice<UInt8>], type: String? = nil, partLimit: Int = 64) throws -> [String] {
        var parser = try MultipartParser(contentType: type ?? self.type, partLimit: partLimit)
        var events: [String] = []
        var data: [UInt8] = []
        func drain() throws {
            while let event = try parser.next() {
                if case .partData(let bytes) = event {
                    data += bytes
                    continue
                }
                if event == .partEnd { events.append("data " + String(decoding: data, as: UTF8.self)) }
                data = []
                switch event {
                case .partBegin(let part):
                    events.append("part \(part.name)|\(part.filename ?? "-")|\(part.contentType ?? "-")")
                case .end: events.append("end")
                default: break
                }
            }
        }
        for piece in pieces {
            parser.append(piece)
            try drain()
        }
        parser.finish()
        try drain()
        return events
    }

    private func events(_ body: String, type: String? = nil, partLimit: Int = 64) throws -> [String] {
        try events([Array(body.utf8)[...]], type: type, partLimit: partLimit)
    }

    private func part(_ headers: String, _ data: String = "x") -> String {
        "--XyZ\r\n\(headers)\r\n\r\n\(data)\r\n--XyZ--\r\n"
    }

    private let form =
        "preamble\r\n--XyZ\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfirst\r\nsecond"
        + "\r\n--XyZ \t\r\ncontent-disposition:form-data;name=file;filename=\"a.bin\"\r\nContent-Type: image/png\r\n\r\n"
        + "\r\n--Xy\r\n--XyZfalse\r\n--XyZ-\r\r\n\r\n-\n--XyZ\r\n--XyZ--\r\nepilogue --XyZ\r\n"

    private let expected = [
        "part note|-|-", "data first\r\nsecond", "part file|a.bin|image/png",
        "data \r\n--Xy\r\n--XyZfalse\r\n--XyZ-\r\r\n\r\n-\n--XyZ", "end",
    ]

    @Test func readsAForm() throws {
        #expect(try events(form) == expected)
    }

    @Test func splitAtEveryPosition() throws {
        let bytes = Array(form.utf8)
        for position in 0...bytes.count {
            #expect(try events([bytes[..<position], bytes[position...]]) == expected, "at \(position)")
        }
    }

    @Test(arguments: [1, 2, 3, 5, 7])
    func splitIntoPiecesOf(size: Int) throws {
        let bytes = Array(form.utf8)
        let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
        #expect(try events(pieces) == expected)
    }

    @Test func cutAnywhereIsTruncated() throws {
        let whole = form.utf8.count - "\r\nepilogue --XyZ\r\n".utf8.count
        for count in 0..<whole {
            #expect(throws: MultipartError.truncated, "at \(count)") {
                try events([Array(form.utf8)[..<count]])
            }
        }
        #expect(try events([Array(form.utf8)[..<whole]]) == expected)
    }

    @Test func emptyParts() throws {
        #expect(try events("--XyZ--") == ["end"])
        let header = "--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\n"
        #expect(try events(header + "\r\n--XyZ--") == ["part a|-|-", "data ", "end"])
        #expect(try events(header + "--XyZ--") == ["part a|-|-", "data ", "end"])
        #expect(throws: MultipartError.truncated) { try events(header + "--XyZ-") }
    }

    @Test(arguments: [
        (#"filename="a\"b\\c.pdf""#, #"a"b\c.pdf"#), (#"filename="C:\fakepath\x.pdf""#, #"C:\fakepath\x.pdf"#),
        (#"filename="a;b=c.pdf""#, "a;b=c.pdf"), ("filename=plain.pdf", "plain.pdf"), (#"filename="""#, ""),
        (#"filename="r.pdf"; filename*=UTF-8''R%C3%A9sum%C3%A9.pdf"#, "Résumé.pdf"),
        (#"filename*=utf-8'de'%e2%82%ac.pdf; filename="x""#, "€.pdf"),
        (#"filename*=iso-8859-1''%e9.pdf"#, "é.pdf"), (#"filename="x"; filename*=UTF-8''%ff"#, "x"),
        (#"filename="x"; filename*=UTF-8''%4"#, "x"), (#"filename="x"; filename*=koi8-r''a"#, "x"),
        (#"filename="résumé 😀.pdf""#, "résumé 😀.pdf"), (#"FileName = "x""#, "x"),
    ])
    func fileNames(parameter: String, name: String) throws {
        let body = part("Content-Disposition: form-data; name=\"f\"; \(parameter)")
        #expect(try events(body) == ["part f|\(name)|-", "data x", "end"])
    }

    @Test func longNames() throws {
        let name = String(repeating: "n", count: 300)
        let body = part("Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(name).pdf\"")
        #expect(try events(body).first == "part \(name)|\(name).pdf|-")
    }

    @Test func latin1NamesAreRead() throws {
        let bytes =
            Array("--XyZ\r\nContent-Disposition: form-data; name=f; filename=\"".utf8) + [0xE9]
            + Array(".pdf\"\r\n\r\nx\r\n--XyZ--".utf8)
        #expect(try events([bytes[...]]).first == "part f|é.pdf|-")
    }

    @Test(arguments: [
        "Content-Disposition: form-data; name=\"a\u{0}b\"", "Content-Disposition: form-data", "X: y", "",
        "Content-Disposition: attachment; name=a", "no colon", "Content-Disposition: form-data; name=\"open",
        "Content-Disposition: form-data; name=\"a\"b", "Content-Disposition: form-data; name=a; filename*=UTF-8''%00",
        "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64",
    ])
    func malformedHeaders(headers: String) {
        #expect(throws: MultipartError.malformed) { try events(part(headers)) }
    }

    @Test func headersHaveALimit() throws {
        let fixed = "Content-Disposition: form-data; name=a\r\nX: "
        let fits = String(repeating: "x", count: MultipartParser.headerLimit - fixed.utf8.count)
        #expect(try events(part(fixed + fits)) == ["part a|-|-", "data x", "end"])
        #expect(throws: MultipartError.headerTooLong) { try events(part(fixed + fits + "x")) }
        #expect(throws: MultipartError.headerTooLong) {
            try events("--XyZ\r\n" + String(repeating: "x", count: 9000))
        }
    }

    @Test func partsHaveALimit() throws {
        let one = "--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n"
        #expect(try events(one + one + "--XyZ--", partLimit: 2).count == 5)
        #expect(throws: MultipartError.tooManyParts) { try events(one + one + one + "--XyZ--", partLimit: 2) }
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=XyZ", "",
        "multipart/form-data; boundary=" + String(repeating: "b", count: 71), "multipart/form-data; boundary=\"a\nb\"",
    ])
    func unusableTypes(type: String) {
        #expect(throws: MultipartError.malformed) { try MultipartParser(contentType: type) }
    }

    @Test func quotedBoundary() throws {
        let type = #"Multipart/Form-Data; charset=utf-8; Boundary="a b:c""#
        #expect(try events("--a b:c--", type: type) == ["end"])
    }

    @Test func endlessPaddingIsNoBoundary() throws {
        let line = "\r\n--XyZ" + String(repeating: " ", count: 500)
        let body = "--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\n" + line + "\r\n--XyZ--"
        #expect(try events(body) == ["part a|-|-", "data " + line, "end"])
    }
}
