/// Reads currencies: ISO 4217 codes, signs and customary short forms.
public enum CurrencyParser {
    /// The ISO 4217 code for a sign, code or short form standing alone; nil for anything else. `kr` says only that it is one
    /// of several crowns: it gives nil here and is decided by the rest of the document.
    public static func code(_ text: String) -> String? {
        var key = ""
        for character in text where !character.isWhitespace && character != "." && character != ":" && character != ","
        {
            key.append(contentsOf: character.uppercased())
            if key.utf8.count > 20 { return nil }
        }
        while key.hasPrefix("("), key.hasSuffix(")"), key.utf8.count > 2 { key = String(key.dropFirst().dropLast()) }
        if codes.contains(key) { return key }
        return signs[key]
    }

    /// Whether the text is a crown that does not say of which country.
    public static func isCrown(_ text: String) -> Bool {
        let key = text.lowercased()
        return key == "kr" || key == "kr." || key == "kronor" || key == "kroner"
    }

    /// The currency sign or code in front of or behind the digits of one word, `€12.00`, `RM5.00`; nil where there is none.
    public static func attached(to word: String) -> String? {
        guard let first = word.firstIndex(where: \.isASCIIDigit), let last = word.lastIndex(where: \.isASCIIDigit)
        else {
            return nil
        }
        var front = word[..<first]
        while let end = front.last, end == "-" || end == "(" || end == "+" { front = front.dropLast() }
        while let start = front.first, start == "-" || start == "(" || start == "+" { front = front.dropFirst() }
        if !front.isEmpty, let code = code(String(front)) { return code }
        let back = word[word.index(after: last)...]
        return back.isEmpty ? nil : code(String(back))
    }

    private static let codes: Set<String> = [
        "EUR", "USD", "GBP", "CHF", "SEK", "DKK", "NOK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "CAD", "AUD", "NZD",
        "JPY",
        "CNY", "INR", "SGD", "MYR", "HKD", "TWD", "THB", "IDR", "PHP", "KRW", "ZAR", "BRL", "MXN", "AED", "SAR", "ILS",
        "TRY",
        "UAH", "RSD", "KES", "NGN", "EGP", "VND", "PKR", "LKR", "BDT",
    ]

    private static let signs: [String: String] = [
        "€": "EUR", "EURO": "EUR", "EUROS": "EUR", "$": "USD", "US$": "USD", "USD$": "USD", "£": "GBP", "¥": "JPY",
        "₹": "INR", "RS": "INR", "RM": "MYR", "S$": "SGD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD",
        "HK$": "HKD", "NZ$": "NZD", "R$": "BRL", "SFR": "CHF", "FR": "CHF", "₩": "KRW", "₪": "ILS", "₺": "TRY",
        "฿": "THB",
        "₫": "VND", "₴": "UAH", "₽": "RUB", "ZŁ": "PLN", "KČ": "CZK", "FT": "HUF", "DOLLARS": "USD",
    ]
}
