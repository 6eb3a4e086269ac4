import Testing

@testable import FCGIServer

@Suite struct ResponderTests {
    private struct Unknown: Error {}
    private struct Known: Error {}

    private func route(_ method: Method, _ template: String) -> Route<Int> {
        Route(method, template) { request, context in
            context += 1
            return .text(request.captures.map { "\($0.name)=\($0.value)" }.joined(separator: ","))
        }
    }

    private func responder(_ more: [Route<Int>] = []) -> Responder<Int> {
        let routes = [
            route(.get, "/"), route(.get, "/documents"), route(.post, "/documents"), route(.get, "/documents/{id}"),
            route(.get, "/documents/upload/help"), route(.get, "/documents/{id}/status"),
            route(.delete, "/documents/{id}"), route(.get, "/{a}/{b}/{c}"),
        ]
        return Responder(routes + more) { $0 is Known ? HTTPProblem(.conflict, "known", "Do this.") : nil }
    }

    private func respond(_ responder: Responder<Int>, _ method: Method, _ target: String) throws -> Response {
        var context = 0
        return responder.respond(to: try .test(method, target), context: { try $0(&context) })
    }

    @Test(arguments: [
        ("/", ""), ("/documents", ""), ("/documents/", ""), ("/documents/7", "id=7"),
        ("/documents/upload", "id=upload"),
        ("/documents/upload/help", ""), ("/documents/upload/status", "id=upload"),
        ("/documents/7/other", "a=documents,b=7,c=other"),
        ("/documents/a%2Fb", "id=a/b"),
    ])
    func findsTheRoute(target: String, captures: String) throws {
        let response = try respond(responder(), .get, target)
        #expect(response.status == .ok && response.text == captures)
    }

    @Test(arguments: ["/nothing", "/documents//status", "/a/b/c/d", "//documents"])
    func findsNone(target: String) throws {
        #expect(try respond(responder(), .get, target).status.code == 404)
    }

    @Test func saysWhatIsAllowed() throws {
        let refused = try respond(responder(), .put, "/documents/7")
        #expect(refused.status.code == 405 && refused.headers["Allow"] == "GET, DELETE, HEAD, OPTIONS")
        #expect(refused.text.contains(#""code":"method_not_allowed""#))
        let options = try respond(responder(), .options, "/documents")
        #expect(options.status == .noContent && options.headers["Allow"] == "GET, POST, HEAD, OPTIONS")
        #expect(try respond(responder(), .head, "/documents/7").status == .ok)
        #expect(try respond(responder(), .head, "/documents").status == .ok)
    }

    @Test func errorsTakeOneShape() throws {
        let responder = responder([
            Route(.get, "/x/known") { _, _ in throw Known() }, Route(.get, "/x/unknown") { _, _ in throw Unknown() },
            Route(.get, "/x/{id}/parameter") { request, _ in .text(try request.parameter("other")) },
            Route(.get, "/ids/{id}") { request, _ in .text("\(try request.identifier("id"))") },
        ])
        #expect(
            try respond(responder, .get, "/x/known").text
                == #"{"success":false,"error":"Do this.","code":"known","type":"about:blank","title":"Conflict","#
                + #""status":409,"detail":"Do this.","instance":"/x/known","request_id":"\#(String(repeating: "a", count: 32))"}"#
        )
        let unknown = try respond(responder, .get, "/x/unknown")
        #expect(unknown.status.code == 500 && !unknown.text.contains("Unknown"))
        #expect(try respond(responder, .get, "/x/7/parameter").status.code == 500)
        #expect(try respond(responder, .get, "/ids/7").status.code == 404)
        #expect(try respond(responder, .get, "/ids/01997c5c-0000-7000-8000-000000000000").status == .ok)
    }

    @Test(arguments: HTTPProblem.Kind.allCases)
    func everyKindHasItsHeaders(kind: HTTPProblem.Kind) {
        let response = HTTPProblem(kind, "c", "e", retryAfter: 7).response(instance: "/", requestID: "r")
        #expect(response.status.code == kind.rawValue && response.status.phrase != "Error")
        #expect(response.headers["Content-Type"] == "application/problem+json")
        #expect((response.headers["WWW-Authenticate"] == "Bearer") == (kind == .unauthorized))
        #expect((response.headers["Retry-After"] == "7") == (kind == .tooManyRequests || kind == .unavailable))
    }

    @Test func aContextIsMadeOnlyForARoute() throws {
        let response = responder().respond(
            to: try .test(.get, "/nothing"), context: { _ in throw Unknown() },
            matched: { _ in Issue.record("matched") })
        #expect(response.status.code == 404)
    }
}
