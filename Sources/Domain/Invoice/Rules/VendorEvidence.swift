/// What the rest of a document says of a name: mail and web addresses, repetition, tax ids beside it.
struct VendorEvidence {
    /// The folded text of every line outside the recipient's blocks.
    private var lines: [String] = []
    /// Folded names in mail and web addresses.
    private var domains: [String] = []
    /// The document states a French legal form apart from the name.
    private(set) var statesFormApart = false

    init(layouts: [Layout], recipient: Set<Int>) {
        for (page, layout) in layouts.prefix(3).enumerated() {
            for cells in layout.cellsOfLine.prefix(400) {
                var line = ""
                for number in cells where page > 0 || !recipient.contains(number) {
                    for index in layout.cells[number].tokens { line += layout.tokens[index].folded }
                }
                lines.append(line)
                if line.contains("aucapitalde") || line.contains("ausocial") { statesFormApart = true }
            }
            for token in layout.tokens.prefix(5000) {
                if let domain = Self.domain(in: token.text) { domains.append(domain) }
            }
        }
    }

    /// The more of the document supports the name, the higher.
    func support(for name: String, at tokens: Range<Int>) -> Double {
        let words = name.split(separator: " ").map(String.init)
        let core = words.filter { !LegalForm.isForm($0, folded: Folding.folded($0)) }
        let key = Folding.folded(core.joined())
        guard key.utf8.count >= 3 else { return 0 }
        let holding = lines.filter { $0.contains(key) }
        var score = min(1.2, 0.6 * Double(max(0, holding.count - 1)))
        if holding.contains(where: { line in Self.ids.contains { line.contains($0) } }) { score += 0.8 }
        if domains.contains(where: { matches($0, key) }) { score += 1.8 }
        return score
    }

    private func matches(_ domain: String, _ key: String) -> Bool {
        guard domain.utf8.count >= 4 else { return false }
        if domain == key || key.hasPrefix(domain) || domain.hasPrefix(key) { return true }
        return domain.utf8.count >= 6 && key.contains(domain)
    }

    /// `elbewerkzeug` in `www.elbe-werkzeug.de` or `info@elbe-werkzeug.de`.
    private static func domain(in text: String) -> String? {
        guard text.utf8.count <= 120 else { return nil }
        let lower = text.lowercased()
        var host: Substring
        if let at = lower.lastIndex(of: "@") {
            host = lower[lower.index(after: at)...]
        } else if let dots = lower.firstRange(of: "www.") {
            host = lower[dots.upperBound...]
        } else if let slashes = lower.firstRange(of: "://") {
            host = lower[slashes.upperBound...]
            if host.hasPrefix("www.") { host = host.dropFirst(4) }
        } else {
            return nil
        }
        host = host.prefix { $0 != "/" && $0 != "," && $0 != ")" }
        let parts = host.split(separator: ".")
        guard parts.count >= 2 else { return nil }
        let domain = Folding.folded(String(parts[parts.count - 2]))
        return common.contains(domain) ? nil : domain
    }

    private static let common: Set<String> = [
        "gmail", "yahoo", "hotmail", "outlook", "gmx", "web", "aol", "icloud", "mail", "example", "online", "live",
        "orange",
    ]
    private static let ids = [
        "ustid", "vatreg", "vatno", "steuernr", "steuernummer", "siret", "orgnr", "registered", "coreg", "hrb",
        "gstreg",
        "momsreg", "tvaintra", "rcs", "iban", "handelsregister", "amtsgericht",
    ]
}
