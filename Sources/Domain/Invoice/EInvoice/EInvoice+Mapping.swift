extension EInvoice {
    /// What an invoice's XML says; nil where it is no invoice's.
    public init?(_ root: XMLElement, syntax: EInvoiceSyntax) {
        let table = syntax.table
        var values = TermValues(TermTable.read(table.header, in: root))
        guard !values.terms.isEmpty else { return nil }
        self.syntax = syntax
        profile = values.text("BT-24")
        typeCode = values.text("BT-3")
        isCreditNote = root.name == "CreditNote" || EInvoice.creditNotes.contains(typeCode ?? "")
        number = values.text("BT-1")
        issueDate = values.date("BT-2")
        dueDate = values.date("BT-9")
        deliveryDate = values.date("BT-72")
        periodStart = values.date("BT-73")
        periodEnd = values.date("BT-74")
        currency = values.currency("BT-5")
        buyerReference = values.text("BT-10")
        contractReference = values.text("BT-12")
        orderReference = values.text("BT-13")
        precedingInvoice = values.text("BT-25")
        seller = Party(
            values, name: "BT-27", trading: "BT-28", id: "BT-29", registration: "BT-30", vat: "BT-31", tax: "BT-32",
            address: ["BT-35", "BT-36", "BT-37", "BT-38", "BT-40"])
        buyer = Party(
            values, name: "BT-44", trading: "BT-45", id: "BT-46", registration: "BT-47", vat: "BT-48", tax: "",
            address: ["BT-50", "BT-51", "BT-52", "BT-53", "BT-55"])
        var accounts: [String] = []
        for account in table.accounts.values(in: root) where accounts.count < 20 && !accounts.contains(account) {
            accounts.append(account)
        }
        payment = Payment(
            meansCode: values.text("BT-81"), reference: values.text("BT-83"), accounts: accounts,
            bic: values.text("BT-86"), terms: values.text("BT-20"))
        totals = Totals(
            lines: values.number("BT-106"), allowances: values.number("BT-107"), charges: values.number("BT-108"),
            net: values.number("BT-109"), tax: values.number("BT-110"), gross: values.number("BT-112"),
            prepaid: values.number("BT-113"), rounding: values.number("BT-114"), payable: values.number("BT-115"))
        var unread = values.unread
        let changes = table.allowances.elements(in: root).map { element in
            var part = TermValues(TermTable.read(table.allowance, in: element))
            defer { unread += part.unread }
            return Allowance(&part, isCharge: ["true", "1"].contains(part.text("is-charge")?.lowercased()))
        }
        let charges = (table.charges?.elements(in: root) ?? []).map { element in
            var part = TermValues(TermTable.read(table.charge, in: element))
            defer { unread += part.unread }
            return Allowance(&part, isCharge: true)
        }
        allowances = changes + charges
        taxes = table.taxElements(in: root, values.terms).map { element in
            var part = TermValues(TermTable.read(table.tax, in: element))
            defer { unread += part.unread }
            return Tax(&part)
        }
        lines = table.lines.elements(in: root).compactMap { element in
            var part = TermValues(TermTable.read(table.line, in: element))
            defer { unread += part.unread }
            return Line(&part)
        }
        self.unread = Array(unread.prefix(20))
        turnAboveZero()
    }
}

/// The terms of an element as values; what cannot be read is noted.
private struct TermValues {
    let terms: [String: String]
    var unread: [EInvoice.Unread] = []

    init(_ terms: [String: String]) { self.terms = terms }

    /// One blank for each run of blanks.
    func text(_ term: String) -> String? {
        guard let text = terms[term] else { return nil }
        if Self.isClean(text) { return text }
        let words = text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
        let clean = words.map(String.init).joined(separator: " ")
        return clean.isEmpty ? nil : clean.cut(1000)
    }

    /// Most texts are ASCII with single blanks, or none, and need no second look.
    private static func isClean(_ text: String) -> Bool {
        var last: UInt8 = 32
        for byte in text.utf8 {
            guard byte < 127, byte > 32 || byte == 32 && last != 32 else { return false }
            last = byte
        }
        return last != 32 && text.utf8.count <= 1000
    }

    mutating func number(_ term: String) -> DecimalNumber? { read(term, DecimalNumber.init(_:)) }

    /// Three letters.
    mutating func currency(_ term: String) -> String? {
        read(term) { text in
            let code = text.uppercased()
            return code.utf8.count == 3 && code.utf8.allSatisfy(\.isLetter) ? code : nil
        }
    }

    /// `2026-05-01`, with a time or a zone behind it or without, or `20260501`.
    mutating func date(_ term: String) -> CalendarDate? {
        read(term) { text in
            let digits = text.prefix(8)
            guard digits.utf8.count == 8, digits.utf8.allSatisfy(\.isDigit) else {
                return CalendarDate(iso: String(text.prefix(10)))
            }
            return CalendarDate(iso: "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
        }
    }

    private mutating func read<Value>(_ term: String, _ parse: (String) -> Value?) -> Value? {
        guard let text = text(term) else { return nil }
        if let value = parse(text) { return value }
        unread.append(EInvoice.Unread(term: term, text: text.cut(40)))
        return nil
    }
}

extension EInvoice.Party {
    fileprivate init(
        _ values: TermValues, name: String, trading: String, id: String, registration: String, vat: String,
        tax: String, address: [String]
    ) {
        self.name = values.text(name) ?? values.text(trading)
        let tradingName = values.text(trading)
        self.tradingName = tradingName == self.name ? nil : tradingName
        self.id = values.text(id)
        self.registration = values.text(registration)
        vatId = values.text(vat)
        taxNumber = values.text(tax)
        street = address.prefix(2).compactMap { values.text($0) }
        city = values.text(address[2])
        postcode = values.text(address[3])
        country = values.text(address[4])
    }
}

extension EInvoice.Allowance {
    fileprivate init(_ values: inout TermValues, isCharge: Bool) {
        self.init(
            isCharge: isCharge, amount: values.number("BT-92"), category: values.text("BT-95"),
            rate: values.number("BT-96"), reason: values.text("BT-97"))
    }
}

extension EInvoice.Tax {
    fileprivate init(_ values: inout TermValues) {
        self.init(
            category: values.text("BT-118"), rate: values.number("BT-119"), base: values.number("BT-116"),
            amount: values.number("BT-117"), exemption: values.text("BT-120") ?? values.text("BT-121"))
    }
}

extension EInvoice.Line {
    /// Nil where it is neither named nor worth anything: a remark.
    fileprivate init?(_ values: inout TermValues) {
        let status = values.text("status")?.uppercased()
        self.init(
            id: values.text("BT-126"), name: values.text("BT-153"), description: values.text("BT-154"),
            article: values.text("BT-155") ?? values.text("BT-156") ?? values.text("BT-157"),
            quantity: values.number("BT-129"), unit: values.text("BT-130"), price: values.number("BT-146"),
            priceBase: values.number("BT-149"), net: values.number("BT-131"), category: values.text("BT-151"),
            rate: values.number("BT-152"), isInformation: status == "GROUP" || status == "INFORMATION")
        if name == nil, net == nil { return nil }
    }
}
