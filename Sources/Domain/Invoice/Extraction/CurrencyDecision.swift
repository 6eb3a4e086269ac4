/// Which ISO code a printed currency stands for, and which one the document implies where none is printed.
struct CurrencyDecision {
    let layouts: [Layout]

    /// The currency field: read, else decided for `kr`, else derived from the country of a VAT id or an account.
    func field(_ prediction: Prediction?) -> Field? {
        if let prediction {
            if let code = CurrencyParser.code(prediction.raw) ?? CurrencyParser.attached(to: prediction.raw) {
                return Field(prediction, value: .text(dollar(code, prediction.raw)))
            }
            if CurrencyParser.isCrown(prediction.raw) {
                let (code, isSure) = crown()
                return Field(prediction, value: .text(code), confidence: min(prediction.confidence, isSure ? 0.8 : 0.5))
            }
        }
        guard let country = countries().first, let code = Self.currencies[country] else { return nil }
        return .derived(.currency, .text(code), confidence: 0.45, rule: "country")
    }

    /// A bare `$` is a US dollar unless the document names another one.
    private func dollar(_ code: String, _ raw: String) -> String {
        guard code == "USD", raw.contains("$"), !raw.uppercased().contains("US") else { return code }
        for other in ["AUD", "CAD", "NZD", "SGD", "HKD", "TWD"] {
            if layouts.contains(where: { $0.tokens.contains { $0.text == other } }) { return other }
        }
        return code
    }

    /// Swedish, Danish or Norwegian, by the words and ids of the document.
    private func crown() -> (String, isSure: Bool) {
        for country in countries() {
            if let code = ["SE": "SEK", "DK": "DKK", "NO": "NOK"][country] { return (code, true) }
        }
        for layout in layouts {
            for token in layout.tokens.prefix(5000) {
                switch token.folded {
                case "bankgiro", "plusgiro", "forfallodatum", "fakturadatum", "orgnr", "betala": return ("SEK", true)
                case "cvr", "momsnr", "betalingsdato", "forfaldsdato": return ("DKK", true)
                case "mva", "kid", "forfallsdato", "orgnrmva": return ("NOK", true)
                default: continue
                }
            }
        }
        return ("SEK", false)
    }

    /// Countries of the VAT ids and IBANs whose form is right, in order.
    private func countries() -> [String] {
        layouts.flatMap { PrintedIds.find(in: $0) }.map { String($0.text.prefix(2)) }
    }

    private static let currencies: [String: String] = [
        "DE": "EUR", "FR": "EUR", "NL": "EUR", "BE": "EUR", "AT": "EUR", "IT": "EUR", "ES": "EUR", "FI": "EUR",
        "IE": "EUR",
        "PT": "EUR", "LU": "EUR", "GB": "GBP", "SE": "SEK", "DK": "DKK", "NO": "NOK", "PL": "PLN", "CH": "CHF",
        "CZ": "CZK",
    ]
}
