import Testing

@testable import FCGIServer

@Suite struct RequestTests {
    @Test(arguments: [
        ("/", [], "/"), ("/a/b", ["a", "b"], "/a/b"), ("/a/", ["a"], "/a"),
        ("/a%20b/%C3%A9?x=1", ["a b", "é"], "/a b/é"),
        ("/a%2Fb/c", ["a/b", "c"], "/a/b/c"), ("/a%252e", ["a%2e"], "/a%2e"), ("//a", ["", "a"], "//a"),
        ("/a+b", ["a+b"], "/a+b"), ("/..a", ["..a"], "/..a"),
    ])
    func decodesThePathOnce(target: String, segments: [String], path: String) throws {
        let request = try Request.test(.get, target)
        #expect(request.segments == segments)
        #expect(request.path == path)
    }

    @Test(arguments: ["/%00", "/a%0", "/%zz", "/%ff", "/%c0%af", "/./a", "/a/..", "/%2e%2E/a", "a", "*"])
    func refusesDoubtfulPaths(target: String) {
        #expect { try Request.test(.get, target) } throws: { error in
            (error as? HTTPProblem)?.code == "invalid_path"
        }
    }

    @Test func readsTheQuery() throws {
        let query = try Request.test(.get, "/?a=1&b=x+y%26z&a=2&flag&=e&c=d=e&").query
        #expect(query["a"] == "1" && query.all("a") == ["1", "2"])
        #expect(query["b"] == "x y&z" && query["flag"] == "" && query["c"] == "d=e" && query["none"] == nil)
        #expect(try query.integer("a", default: 5, in: 1...9) == 1)
        #expect(try query.integer("none", default: 5, in: 1...9) == 5)
        #expect(throws: HTTPProblem.self) { try query.integer("a", default: 5, in: 2...9) }
        #expect(throws: HTTPProblem.self) { try query.integer("b", default: 5, in: 2...9) }
        #expect(throws: HTTPProblem.self) { try Request.test(.get, "/?a=%00") }
        #expect(throws: HTTPProblem.self) { try Request.test(.get, "/?%=1") }
    }

    @Test func readsHeadersInAnyCase() throws {
        let request = try Request.test(
            .post, "/",
            [
                "HTTP_X_API_KEY": "k", "HTTP_HOST": "docket.example", "CONTENT_TYPE": "Text/Plain; charset=utf-8",
                "REMOTE_ADDR": "203.0.113.9", "HTTPS": "on", "HTTP_EMPTY": "",
            ])
        #expect(request.header("X-Api-Key") == "k" && request.header("x-api-key") == "k")
        #expect(request.header("X_Api_Key") == nil && request.header("X-Api") == nil && request.header("Host-") == nil)
        #expect(request.contentType == "text/plain" && request.header("content-length") == "0")
        #expect(request.host == "docket.example" && request.scheme == "https")
        #expect(request.remoteAddress == "203.0.113.9")
    }

    @Test func theLastParameterOfANameCounts() throws {
        #expect(Parameters([("A", "1"), ("A", "2")])["A"] == "2")
        #expect(Parameters([("A", "")])["A"] == nil && Parameters([])["A"] == nil)
    }

    @Test func takesTheWebServersIdOnlyIfItIsOne() {
        let good = "0123456789abcdef0123456789abcdef"
        #expect(Request.id(Parameters([("REQUEST_ID", good)])) == good)
        for bad in ["", "x", String(good.dropLast()), good.uppercased(), good.replacing("0", with: "\n")] {
            let id = Request.id(Parameters([("REQUEST_ID", bad)]))
            #expect(id != bad && id.utf8.count == 32)
        }
        #expect(Request.id(Parameters([])) != Request.id(Parameters([])))
    }

    @Test(arguments: ["-1", "x", "1.5", "99999999999999999999"])
    func refusesOddLengths(length: String) {
        #expect(throws: HTTPProblem.self) {
            try Request(Parameters([("CONTENT_LENGTH", length)]), id: "a")
        }
    }

    @Test func aBodyEndsAtItsLength() throws {
        #expect(try RequestBody([1, 2, 3], length: 2).bytes(limit: 10) == [1, 2])
        #expect(try RequestBody([], length: 0).bytes(limit: 0) == [])
        #expect(throws: HTTPProblem.self) { try RequestBody([1, 2, 3]).bytes(limit: 2) }
        #expect(throws: HTTPProblem.self) { try RequestBody([1, 2], length: 3).bytes(limit: 10) }
        #expect(throws: HTTPProblem.self) { try RequestBody(length: nil, source: nil).bytes(limit: 10) }
        #expect(throws: HTTPProblem.self) { try RequestBody([0xFF]).text(limit: 10) }
        #expect(try RequestBody(Array("é".utf8)).text(limit: 10) == "é")
    }

    @Test func aClosedBodyGivesNothing() {
        let body = RequestBody([1, 2, 3])
        body.close()
        #expect(throws: HTTPProblem.self) { try body.bytes(limit: 3) }
    }
}
