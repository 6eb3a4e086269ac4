/// What a word or phrase on the pages leads to.
public struct KeywordRule: Sendable, Hashable, Decodable {
    /// What it leads to.
    public enum Effect: String, Sendable, Hashable, Decodable {
        /// A finding: a person looks at the document.
        case review
        /// The document is of another type.
        case type
        /// The document gets a tag.
        case tag
    }

    /// The rule's name.
    public var name: String
    /// What is looked for; case, accents and punctuation do not count.
    public var phrase: String
    /// What it leads to.
    public var effect: Effect
    /// The type or the tag.
    public var value: String?

    /// A rule from its parts.
    public init(name: String, phrase: String, effect: Effect, value: String? = nil) {
        self.name = name
        self.phrase = phrase
        self.effect = effect
        self.value = value
    }

    /// The rules whose phrase stands on the pages, whole words of it.
    public static func matching(_ rules: [KeywordRule], _ pages: [Page]) -> [KeywordRule] {
        guard !rules.isEmpty else { return [] }
        let text = pages.map { comparable($0.text) }.joined()
        return rules.filter { rule in
            let phrase = comparable(rule.phrase)
            return phrase.utf8.count > 2 && text.contains(phrase)
        }
    }

    /// Folded words with one blank around each; letters of other scripts as they are, in lower case.
    private static func comparable(_ text: String) -> String {
        var result = " "
        for character in text {
            let folded = Folding.folded(String(character), keep: true)
            let isWord = character.isLetter || character.isNumber
            let piece = folded.contains { $0 != " " } ? folded : isWord ? character.lowercased() : " "
            if piece != " " || result.last != " " { result += piece }
        }
        return result.last == " " ? result : result + " "
    }
}
