/// An amount as it stands on a page.
struct Money: Sendable {
    var reading: AmountParser.Reading
    var raw: String
    /// ISO 4217, where a sign or code stands beside it.
    var currency: String?
    var tokens: Range<Int>
    /// Neither two decimals nor a currency: a number that may be no money at all.
    var isWeak: Bool

    /// Hundredths.
    var value: Int64 { reading.amount.hundredths }
}

/// Finds everything on a page that is printed as money.
struct AmountScanner {
    let layout: Layout
    let parser: AmountParser

    /// All amounts in reading order, at most 4,000.
    func amounts() -> [Money] {
        var amounts: [Money] = []
        var index = 0
        while index < layout.tokens.count, amounts.count < 4000 {
            if let money = amount(at: index) {
                amounts.append(money)
                index = money.tokens.upperBound
            } else {
                index += 1
            }
        }
        return amounts
    }

    /// The longest amount that begins at the token.
    func amount(at index: Int) -> Money? {
        let token = layout.tokens[index]
        guard token.text.utf8.count <= 30, token.text.utf8.contains(where: \.isDigit), !isDate(index) else {
            return nil
        }
        let cell = layout.cells[layout.cellOfToken[index]]
        var end = index + 1
        while end < cell.tokens.upperBound, end < index + 5, isGroup(end) { end += 1 }
        for stop in stride(from: end, to: index, by: -1) {
            let text = trimmed(joined(index..<stop))
            guard let reading = read(text) else { continue }
            return money(reading, text, index..<stop, cell)
        }
        return nil
    }

    private func money(_ reading: AmountParser.Reading, _ text: String, _ tokens: Range<Int>, _ cell: Cell) -> Money? {
        var reading = reading
        let before = tokens.lowerBound > cell.tokens.lowerBound ? layout.tokens[tokens.lowerBound - 1].text : ""
        let after = tokens.upperBound < cell.tokens.upperBound ? layout.tokens[tokens.upperBound].text : ""
        guard !after.hasPrefix("%"), !text.hasSuffix("%") else { return nil }
        let currency =
            CurrencyParser.attached(to: text) ?? CurrencyParser.code(before) ?? CurrencyParser.code(after)
        let crown = CurrencyParser.isCrown(after) || CurrencyParser.isCrown(before)
        let hasMark = currency != nil || crown || text.hasSuffix("-") && reading.decimals == 0
        if !hasMark, Self.units.contains(Folding.folded(after)) { return nil }
        guard reading.decimals <= 2 || hasMark else { return nil }
        if before == "-", tokens.lowerBound - 1 == cell.tokens.lowerBound, reading.amount.hundredths > 0 {
            reading.amount = Amount(hundredths: -reading.amount.hundredths)
        }
        return Money(
            reading: reading, raw: text, currency: currency, tokens: tokens,
            isWeak: reading.decimals != 2 && !hasMark || reading.repaired && reading.decimals != 2)
    }

    private func read(_ text: String) -> AmountParser.Reading? {
        if let reading = parser.parse(text) { return reading }
        guard layout.isTolerant, text.utf8.count >= 4 else { return nil }
        var lenient = parser
        lenient.repairs = true
        guard let reading = lenient.parse(text), reading.decimals == 2 else { return nil }
        return reading
    }

    /// `234,56` after `1`, or `56` after `1.234,`: what follows closely and continues the number.
    private func isGroup(_ index: Int) -> Bool {
        let height = Double(max(8, layout.tokens[index].box.height))
        guard layout.gap(before: index) <= height * 0.75 else { return false }
        let before = layout.tokens[index - 1].text
        let text = layout.tokens[index].text
        let lead = text.utf8.prefix(while: \.isDigit).count
        if before.hasSuffix(",") || before.hasSuffix("."), lead == 2, text.utf8.count == 2 { return true }
        let digits = before.utf8.count(where: \.isDigit)
        if before.hasSuffix(",") || before.hasSuffix("."), lead == 3, digits <= 3, text.utf8.count == 6 { return true }
        guard lead == 3, before.utf8.last?.isDigit == true, before.utf8.suffix(4).filter(\.isDigit).count <= 3 else {
            return false
        }
        let rest = text.utf8.dropFirst(3)
        return rest.isEmpty || rest.first == 44 || rest.first == 46 || !(rest.first?.isDigit ?? false)
    }

    /// Blanks between groups of three, none before split decimals.
    private func joined(_ range: Range<Int>) -> String {
        var text = ""
        for index in range {
            let next = layout.tokens[index].text
            if let last = text.last, last != "," && last != "." { text += " " }
            text += next
        }
        return text
    }

    private func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while let last = rest.last,
            last == "." || last == "," || last == ";" || last == "*" || last == "|" || last == ":"
        {
            rest = rest.dropLast()
        }
        while let first = rest.first, first == "|" || first == ":" || first == "*" || first == "=" {
            rest = rest.dropFirst()
        }
        if rest.hasPrefix("("), !rest.hasSuffix(")") { rest = rest.dropFirst() }
        if rest.hasSuffix(")"), !rest.hasPrefix("(") { rest = rest.dropLast() }
        return String(rest)
    }

    private func isDate(_ index: Int) -> Bool {
        let text = layout.tokens[index].text
        guard let date = DateParser().parse(text) else { return false }
        return !date.bare
    }

    private static let units: Set<String> = [
        "kg", "g", "stk", "stuck", "st", "pcs", "pc", "units", "unit", "units", "h", "std", "km", "m", "l", "cm", "mm",
        "t",
        "days", "tage", "tagen", "jours", "dagar", "x", "kwh", "ltr", "liter", "liters", "litres", "m2", "uhr", "am",
        "pm",
        "hours", "hrs", "min", "gb", "mb",
    ]
}
