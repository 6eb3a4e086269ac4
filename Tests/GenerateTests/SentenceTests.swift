import Testing

@testable import generate

struct SentenceTests {
    @Test func aFileHasSentencesByAccount() throws {
        let sentences = try Sentence.all(
            """
            # A remark.
            [app]
            key_invalid: Check the API key: it is
                not known.
            [admin]
            key_invalid: check the "key"
            """)
        #expect(
            sentences == [
                Sentence(account: .app, code: "key_invalid", text: "Check the API key: it is not known."),
                Sentence(account: .admin, code: "key_invalid", text: "check the \"key\""),
            ])
        #expect(RefusalWriter.text(sentences).contains(#""key_invalid": "check the \"key\"","#))
    }

    @Test(arguments: ["key_invalid: Check it.", "[nobody]", "[app]\nkey_invalid", "[app]\na: One.\na: Two."])
    func whatIsNotUnderstoodIsSaid(file: String) {
        #expect(throws: GeneratorError.self) { try Sentence.all(file) }
    }
}
