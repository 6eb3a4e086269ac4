import Testing

@testable import FCGIServer

@Suite struct ResponseTests {
    private func encoded(_ response: Response, isHead: Bool = false) -> String {
        String(decoding: response.encoded(requestID: "id", isHead: isHead), as: UTF8.self)
    }

    @Test func writesJSON() {
        let response = Response.json(.created) { $0.member("a", 1) }
        #expect(
            encoded(response) == "Status: 201 Created\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
                + "X-Request-Id: id\r\nContent-Length: 7\r\n\r\n{\"a\":1}")
    }

    @Test func headHasTheLengthAlone() {
        #expect(
            encoded(.text("é"), isHead: true)
                == "Status: 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nX-Request-Id: id\r\nContent-Length: 2\r\n\r\n"
        )
    }

    @Test func someStatusesHaveNoBody() {
        #expect(encoded(.noContent) == "Status: 204 No Content\r\nX-Request-Id: id\r\n\r\n")
        #expect(!encoded(.json([1, 2], status: .notModified)).contains("Content-Length"))
    }

    @Test func aValueCannotEndItsLine() {
        var response = Response.redirect(to: "/a\r\nSet-Cookie: x\u{0}")
        response.headers.add("Status", "500")
        response.headers["content-length"] = "99"
        #expect(
            encoded(response)
                == "Status: 303 See Other\r\nLocation: /a  Set-Cookie: x \r\nX-Request-Id: id\r\nContent-Length: 0\r\n\r\n"
        )
    }

    @Test func aFileIsLeftToNginx() {
        let response = Response.file(
            path: "/store/a b/ü%\n", contentType: "application/pdf", name: "../Größe \"1\".pdf")
        #expect(
            encoded(response) == """
                Status: 200 OK\r
                Content-Type: application/pdf\r
                X-Content-Type-Options: nosniff\r
                Content-Disposition: attachment; filename="Gr_e_1_.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.pdf\r
                X-Request-Id: id\r
                X-Accel-Redirect: /store/a%20b/%C3%BC%25%0A\r
                \r\n
                """)
    }

    @Test func settingAHeaderReplacesIt() {
        var headers: Headers = ["Cache-Control": "no-store"]
        headers["cache-control"] = "private"
        #expect(headers.fields.count == 1 && headers["CACHE-CONTROL"] == "private")
        headers["Cache-Control"] = nil
        #expect(headers.fields.isEmpty)
    }
}
