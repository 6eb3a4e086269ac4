import FCGIServer
import Testing

struct AcceptTests {
    private let choices: [(String, types: [String])] = [
        ("json", ["application/json"]), ("html", ["text/html"]), ("text", ["text/plain"]),
        ("alto", ["application/xml", "text/xml"]),
    ]

    @Test(arguments: [
        (nil, "json"), ("", "json"), ("*/*", "json"), ("text/html", "html"), ("TEXT/HTML; q=1.0", "html"),
        ("text/*", "html"), ("text/*;q=0.5, text/plain", "text"), ("text/html;q=0.2, text/plain;q=0.7", "text"),
        ("*/*;q=0.1, text/xml", "alto"), ("application/*", "json"),
        ("application/xml;q=0.9, application/json;q=0.8", "alto"),
        ("text/html;q=0, */*", "json"), ("application/json;q=0, */*;q=0.1", "html"),
        ("text/html;level=1;q=0.4, text/plain;q=0.3", "html"), ("nonsense, text/plain", "text"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    ])
    func theLikedBestIsChosen(_ header: String?, _ choice: String) {
        #expect(Accept(header).best(of: choices) == choice)
    }

    @Test(arguments: ["image/png", "text/html;q=0", "*/*;q=0", "video/*, audio/*;q=0.5"])
    func noneIsAccepted(_ header: String) {
        #expect(Accept(header).best(of: choices) == nil)
    }
}
