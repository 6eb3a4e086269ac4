import Domain
import Testing

@Suite struct IdempotencyKeyTests {
    @Test(arguments: [
        ("abc", "abc"), ("\"abc\"", "abc"), ("  \"abc\"\t", "abc"), ("a b,c;d=\"e", "a b,c;d=\"e"),
        ("\"a\\\"b\\\\c\"", "a\"b\\c"), (" x", "x"), ("\"\u{20}\"", " "),
    ])
    func reads(_ header: String, _ text: String) {
        #expect(IdempotencyKey(header: header)?.text == text)
    }

    @Test(arguments: [
        "", " ", "\"\"", "\"", "\"a", "\"a\"b", "\"a\";p=1", "\"a\\b\"", "\"a\\", "ä", "a\u{7F}", "a\u{0}b", "a\nb",
        "\"a\tb\"",
    ])
    func refuses(_ header: String) {
        #expect(IdempotencyKey(header: header) == nil)
    }

    @Test func has255Characters() {
        let longest = String(repeating: "x", count: 255)
        #expect(IdempotencyKey(header: longest) != nil && IdempotencyKey(header: "\"\(longest)\"") != nil)
        #expect(IdempotencyKey(header: longest + "x") == nil && IdempotencyKey(header: "\"\(longest)x\"") == nil)
    }
}
