import MariaDB

/// What a code tells whoever calls under an account.
struct Sentence: Equatable {
    let account: RoutineHeader.Account
    let code: String
    let text: String

    /// All of a file: below `[account]` lines of `code: sentence`, which go on in lines that begin with a blank; a line
    /// that begins with # is a remark.
    static func all(_ file: String) throws -> [Sentence] {
        var sentences: [Sentence] = []
        var account: RoutineHeader.Account?
        for line in file.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("["), line.hasSuffix("]") {
                account = RoutineHeader.Account(rawValue: String(line.dropFirst().dropLast()))
                guard account != nil else { throw GeneratorError("refusals.txt: \(line) is no account") }
            } else if line.hasPrefix(" "), let last = sentences.popLast() {
                let text = last.text + " " + line.drop { $0 == " " }
                sentences.append(Sentence(account: last.account, code: last.code, text: text))
            } else if let account, let colon = line.firstRange(of: ": ") {
                let sentence = Sentence(
                    account: account, code: String(line[..<colon.lowerBound]), text: String(line[colon.upperBound...]))
                guard !sentences.contains(where: { $0.account == account && $0.code == sentence.code }) else {
                    throw GeneratorError("refusals.txt: \(sentence.code) has two sentences for \(account.rawValue)")
                }
                sentences.append(sentence)
            } else {
                throw GeneratorError("refusals.txt: '\(line)' is not 'code: sentence' below an [account]")
            }
        }
        return sentences
    }
}
