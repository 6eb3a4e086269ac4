import MariaDB

/// Writes the sentences as a Swift file.
enum RefusalWriter {
    static func text(_ sentences: [Sentence]) -> String {
        var text = "// Made by bin/generate from sql/refusals.txt. Change that file, then run bin/generate.\n\n"
        text += "/// What a routine's refusal tells whoever called, by its code; each account has words of its own.\n"
        text += "public enum Refusals {\n"
        for account in RoutineHeader.Account.allCases {
            let told = sentences.filter { $0.account == account }
            guard !told.isEmpty else { continue }
            text += "    /// To callers under the account `\(account.rawValue)`.\n"
            text += "    public static let \(SwiftType.lowerCamel(account.rawValue)) = [\n"
            for sentence in told {
                text += "        \(literal(sentence.code)): \(literal(sentence.text)),\n"
            }
            text += "    ]\n"
        }
        return text + "}\n"
    }

    private static func literal(_ text: String) -> String {
        "\"" + text.flatMap { $0 == "\\" || $0 == "\"" ? ["\\", $0] : [$0] } + "\""
    }
}
