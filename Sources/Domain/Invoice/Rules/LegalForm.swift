/// The legal forms that end companies' names.
enum LegalForm {
    /// Whether the word is a legal form; short ones must look like one, `AB` and not `ab`.
    static func isForm(_ text: String, folded: String) -> Bool {
        if long.contains(folded) || folded == "sb" && text.contains("/") { return true }
        guard short.contains(folded) else { return false }
        return text.contains(".") || text.first(where: \.isLetter)?.isUppercase ?? false
    }

    /// The number of words up to and with the legal form, `Müller GmbH & Co. KG` whole; nil where there is none.
    static func end(of layout: Layout, _ tokens: Range<Int>) -> Int? {
        var end: Int?
        for index in tokens.dropFirst() {
            let token = layout.tokens[index]
            if isForm(token.text, folded: token.folded) {
                // A second form counts only as the continuation of the first.
                if let end, index > end + 2 { break }
                end = index + 1
                if token.text.hasSuffix(",") { break }
            } else if let end, index >= end + 2 {
                break
            }
        }
        return end
    }

    /// Forms that French letterheads state apart from the name: `SARL au capital de 120 000 €`.
    static let french: Set<String> = ["sarl", "sas", "eurl", "sasu", "snc"]

    private static let long: Set<String> = [
        "ltd", "limited", "gmbh", "mbh", "sarl", "inc", "incorporated", "llc", "llp", "plc", "ohg", "gbr", "eurl",
        "sasu",
        "sdn", "bhd", "pte", "pty", "corp", "corporation", "oyj", "aktiebolag", "aktiengesellschaft", "srl", "aps",
        "ggmbh",
        "kommanditgesellschaft", "partg", "kgaa", "spzoo", "zoo", "lda", "ltda", "enterprise", "enterprises", "gesmbh",
        "handelsbolag", "doo", "sro", "vof", "bvba", "pvtltd",
    ]
    private static let short: Set<String> = [
        "ag", "kg", "ug", "ek", "ev", "eg", "se", "ab", "hb", "oy", "as", "asa", "sa", "sas", "spa", "sl", "slu", "bv",
        "nv",
        "co", "company", "snc", "efk", "efrk", "kb", "ks", "pvt", "lp", "ps",
    ]
}
