/// Check digits of account numbers, references and tax ids. All of them ignore blanks, and none of them traps on any text.
public enum CheckDigits {
    /// Luhn, as in Swedish organisation numbers, bankgiro, plusgiro and OCR references; separators are ignored.
    public static func luhn(_ text: String) -> Bool {
        guard let digits = digits(text), digits.count >= 2 else { return false }
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let value = index % 2 == 0 ? digit : digit * 2
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }

    /// ISO 13616: two letters, two digits, the length of the country, remainder 1.
    public static func iban(_ text: String) -> Bool {
        let code = compact(text)
        guard (15...34).contains(code.count), code[0].isLetter, code[1].isLetter, code[2].isDigit, code[3].isDigit
        else { return false }
        let country = String(decoding: code[0..<2], as: UTF8.self)
        if let length = ibanLengths[country], length != code.count { return false }
        return mod97(code[4...] + code[..<4]) == 1
    }

    /// ISO 11649: `RF`, two check digits, at most 21 further characters.
    public static func creditorReference(_ text: String) -> Bool {
        let code = compact(text)
        guard (5...25).contains(code.count), code.starts(with: Array("RF".utf8)) else { return false }
        return mod97(code[4...] + code[..<4]) == 1
    }

    /// A Swedish organisation number, `NNNNNN-NNNN`: Luhn, and a third digit of at least 2 as for companies.
    public static func swedishOrganisation(_ text: String) -> Bool {
        guard let digits = digits(text), digits.count == 10, digits[2] >= 2 else { return false }
        return luhn(text)
    }

    /// A bank's length for an IBAN of the country; nil where the country is not known here.
    static func ibanLength(of country: String) -> Int? { ibanLengths[country] }

    /// The digits of the text; nil where it holds anything but digits and separators.
    static func digits(_ text: String) -> [Int]? {
        var digits: [Int] = []
        for byte in text.utf8 {
            if byte.isDigit {
                digits.append(Int(byte) - 48)
            } else if byte != 32 && byte != 45 && byte != 46 {
                return nil
            }
            if digits.count > 40 { return nil }
        }
        return digits
    }

    /// Upper-case letters and digits of the text; separators dropped.
    static func compact(_ text: String) -> [UInt8] {
        text.utf8.compactMap { byte in
            byte.isDigit || byte.isLetter ? (byte >= 97 ? byte - 32 : byte) : nil
        }
    }

    private static func mod97(_ code: some Sequence<UInt8>) -> Int {
        code.reduce(0) { rest, byte in
            byte.isDigit ? (rest * 10 + Int(byte) - 48) % 97 : (rest * 100 + Int(byte) - 55) % 97
        }
    }

    private static let ibanLengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
        "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GI": 23, "GL": 18, "GR": 27, "HR": 21,
        "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31,
        "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
        "TR": 26,
    ]
}

extension UInt8 {
    /// ASCII 0 to 9.
    var isDigit: Bool { self >= 48 && self <= 57 }
    /// ASCII a to z, in either case.
    var isLetter: Bool { self >= 65 && self <= 90 || self >= 97 && self <= 122 }
}
