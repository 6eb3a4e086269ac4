import Domain
import Testing

@Suite struct JSONWriterTests {
    private func text(_ value: some JSONValue) -> String {
        var json = JSONWriter()
        json.value(value)
        return json.text
    }

    @Test func nestsAndSeparates() {
        var json = JSONWriter()
        json.object {
            $0.member("a", 1)
            $0.object("empty") { _ in }
            $0.array("list", ["x", "y"]) { json, item in json.value(item) }
            $0.array("objects", [1, 2]) { json, item in json.object { $0.member("n", item) } }
            $0.name("matrix")
            $0.array { rows in
                rows.array { $0.value(true) }
                rows.array { _ in }
                rows.null()
            }
            $0.member("raw", raw: #"{"from":"the database"}"#)
        }
        #expect(
            json.text == #"{"a":1,"empty":{},"list":["x","y"],"objects":[{"n":1},{"n":2}],"#
                + #""matrix":[[true],[],null],"raw":{"from":"the database"}}"#)
    }

    @Test func writesScalars() {
        #expect(text(Int64.min) == "-9223372036854775808")
        #expect(text(UInt64.max) == "18446744073709551615")
        #expect(text(false) == "false")
        #expect(text(nil as String?) == "null")
        #expect(text([1, nil, 3] as [Int?]) == "[1,null,3]")
        #expect(text(0.1) == "0.1")
        #expect(text(Double.nan) == "null")
        #expect(text(Amount(hundredths: -5)) == "-0.05")
        #expect(text(Substring("abc")) == #""abc""#)
    }

    @Test(arguments: [
        ("plain", #""plain""#), ("", #""""#), ("\"\\/", #""\"\\/""#), ("a\nb\rc\td", #""a\nb\rc\td""#),
        ("\u{0}\u{1}\u{1F}\u{7F}", #""\u0000\u0001\u001f\u007f""#), ("\u{2028}x\u{2029}", #""\u2028x\u2029""#),
        ("é€😀\u{2027}\u{202A}", "\"é€😀\u{2027}\u{202A}\""), ("\u{85}", "\"\u{85}\""),
    ])
    func escapes(text source: String, expected: String) {
        #expect(text(source) == expected)
    }

    @Test func escapesNamesToo() {
        var json = JSONWriter()
        json.object { $0.member("a\"b", "c") }
        #expect(json.text == #"{"a\"b":"c"}"#)
    }

    @Test(arguments: ["0", "-0.50", "12345678901234567890.123", "10"])
    func keepsDecimals(digits: String) throws {
        #expect(text(try #require(JSONDecimal(digits))) == digits)
    }

    @Test(arguments: ["", "-", "01", "1.", ".5", "1e5", "NaN", "1,5", " 1", "١"])
    func refusesWhatIsNoDecimal(digits: String) {
        #expect(JSONDecimal(digits) == nil)
    }

    @Test func passesErrorsOn() {
        struct Failure: Error {}
        var json = JSONWriter()
        #expect(throws: Failure.self) { try json.object { _ throws(Failure) in throw Failure() } }
    }
}
