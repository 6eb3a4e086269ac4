/// What tells a name from the rest of a letterhead.
enum PartyWords {
    /// Whether the text is a way to reach somebody: mail, web, telephone.
    static func isContact(_ text: String) -> Bool {
        let lower = text.lowercased()
        if lower.contains("@") || lower.contains("www.") || lower.contains("http") || lower.contains("urn:") {
            return true
        }
        let digits = text.utf8.count(where: \.isDigit)
        return digits >= 6 && digits * 2 >= text.utf8.count
    }

    /// Whether the folded word belongs to an address.
    static func isAddress(_ folded: String) -> Bool {
        if address.contains(folded) { return true }
        return folded.utf8.count >= 7 && endings.contains { folded.hasSuffix($0) }
    }

    /// Words that stand at the top of pages and are no names.
    static let furniture: Set<String> = [
        "page", "seite", "sida", "side", "copy", "kopie", "original", "duplicate", "beispielrechnungen", "stylesheet",
        "muster",
        "welcome", "receipt", "kvitto", "quittung", "ticket", "draft", "paid", "bezahlt", "thank", "logo", "cash",
        "bill",
        "statement", "original", "date", "datum", "tax", "retail", "invoices", "description", "total", "amount",
        "subtotal",
        "proforma", "duplicata", "your", "ihre", "ihr", "unsere", "sehr", "dear", "hello", "beispiel",
        "testkennzeichen",
    ]

    private static let address: Set<String> = [
        "street", "st", "road", "rd", "avenue", "ave", "lane", "drive", "jalan", "jln", "taman", "rue", "boulevard",
        "place",
        "chemin", "strasse", "str", "platz", "allee", "weg", "gasse", "postfach", "box", "gatan", "vagen",
        "floor",
        "suite",
        "unit", "lot", "selangor", "kuala", "lumpur", "johor", "blvd", "highway", "quai", "cedex",
        "etage", "building", "address",
    ]
    /// Countries, which stand in addresses alone and in names beside other words.
    static let countries: Set<String> = [
        "germany", "deutschland", "france", "sweden", "sverige", "kingdom", "usa", "suisse", "schweiz", "osterreich",
        "malaysia", "states", "netherlands", "nederland", "india", "norge", "danmark", "suomi", "finland", "belgium",
    ]
    private static let endings = [
        "strasse", "weg", "platz", "allee", "gasse", "gatan", "vagen", "straat", "laan", "vej", "veien", "katu",
    ]
}
