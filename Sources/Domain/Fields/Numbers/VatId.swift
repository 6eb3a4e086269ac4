extension CheckDigits {
    /// Whether the check digit of a VAT id, country prefix included, is right; nil where the form is not one that is known
    /// here.
    public static func vatId(_ text: String) -> Bool? {
        let code = compact(text)
        guard code.count >= 4 else { return nil }
        let country = String(decoding: code[0..<2], as: UTF8.self)
        let rest = String(decoding: code[2...], as: UTF8.self)
        guard let digits = digits(rest) else { return country == "NO" ? norwegian(rest) : nil }
        switch (country, digits.count) {
        case ("DE", 9): return mod11_10(digits)
        case ("DK", 8): return weighted(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        case ("FI", 8): return weighted(digits, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0
        case ("NO", 9): return norwegian(rest)
        case ("SE", 12): return rest.hasSuffix("01") && luhn(String(rest.dropLast(2)))
        case ("FR", 11): return number(digits[2...]) * 100 % 97 == (number(digits[..<2]) + 85) % 97
        case ("BE", 10): return 97 - number(digits[..<8]) % 97 == number(digits[8...])
        case ("IT", 11): return luhn(rest)
        case ("PL", 10): return weighted(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digits[9]
        case ("GB", 9), ("XI", 9): return british(digits)
        default: return nil
        }
    }

    /// ISO 7064 mod 11,10: the German VAT id.
    static func mod11_10(_ digits: [Int]) -> Bool {
        var product = 10
        for digit in digits.dropLast() {
            let sum = (digit + product) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return digits.last == (11 - product) % 10
    }

    private static func norwegian(_ rest: String) -> Bool? {
        let core = rest.hasSuffix("MVA") ? String(rest.dropLast(3)) : rest
        guard let digits = digits(core), digits.count == 9 else { return nil }
        return weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    }

    private static func british(_ digits: [Int]) -> Bool {
        let sum = weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + number(digits[7...])
        return sum % 97 == 0 || (sum + 55) % 97 == 0
    }

    private static func weighted(_ digits: [Int], _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func number(_ digits: ArraySlice<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }
}
