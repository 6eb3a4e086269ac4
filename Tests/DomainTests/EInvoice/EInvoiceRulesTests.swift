import Testing

@testable import Domain

struct EInvoiceRulesTests {
    @Test func soundInvoiceHasNoFindings() { #expect(EInvoiceRules.findings(.sample()) == []) }

    @Test(arguments: [
        "BR-CO-10", "BR-CO-13", "BR-CO-14", "BR-CO-15", "BR-CO-16", "BR-CO-17", "BR-S-8", "BR-E-9", "BR-IC-9",
        "BR-CO-9",
        "BR-CO-26", "BR-AE-2", "BT-9",
    ])
    func brokenRuleIsNamed(_ rule: String) {
        var invoice = EInvoice.sample()
        switch rule {
        case "BR-CO-10": invoice.lines[0].net = DecimalNumber("100.05")
        case "BR-CO-13": (invoice.totals.net, invoice.totals.gross) = (DecimalNumber("301"), DecimalNumber("358"))
        case "BR-CO-14": invoice.taxes[0].amount = DecimalNumber("57.90")
        case "BR-CO-15": (invoice.totals.gross, invoice.totals.payable) = (DecimalNumber("367"), DecimalNumber("317"))
        case "BR-CO-16": invoice.totals.payable = DecimalNumber("357")
        case "BR-CO-17": invoice.taxes[0].rate = DecimalNumber("25")
        case "BR-S-8": invoice.lines[0].rate = DecimalNumber("7")
        case "BR-E-9": invoice.taxes[0].category = "E"
        case "BR-IC-9": invoice.taxes[0].category = "K"
        case "BR-CO-9": invoice.seller.vatId = "123456789"
        case "BR-CO-26": invoice.seller.vatId = nil
        case "BR-AE-2":
            invoice.taxes[0] = EInvoice.Tax(category: "AE", rate: .zero, base: DecimalNumber("300"), amount: .zero)
        default: invoice.unread = [EInvoice.Unread(term: "BT-9", text: "soon")]
        }
        #expect(EInvoiceRules.findings(invoice).map(\.rule).contains(rule))
    }

    @Test func allowancesAndChargesAreReckonedWith() {
        var invoice = EInvoice.sample()
        invoice.allowances = [
            EInvoice.Allowance(isCharge: false, amount: DecimalNumber("30"), category: "S", rate: DecimalNumber("19")),
            EInvoice.Allowance(isCharge: true, amount: DecimalNumber("30"), category: "S", rate: DecimalNumber("19")),
        ]
        (invoice.totals.allowances, invoice.totals.charges) = (DecimalNumber("30"), DecimalNumber("30"))
        #expect(EInvoiceRules.findings(invoice) == [])
        invoice.totals.allowances = DecimalNumber("-30")
        #expect(EInvoiceRules.findings(invoice).map(\.rule) == ["BR-CO-13"])
        invoice.totals.allowances = DecimalNumber("31")
        #expect(EInvoiceRules.findings(invoice).map(\.rule).contains("BR-CO-11"))
    }

    /// As many taxes as are read, over as many lines, each with its own rate.
    @Test func manyTaxesAreEachReckoned() {
        var invoice = EInvoice.sample()
        let rates = (0..<EInvoice.maxParts).map { DecimalNumber(millionths: 1_000_000 + Int64($0)) }
        invoice.lines = (0..<EInvoice.maxLines).map { number in
            var line = invoice.lines[0]
            (line.net, line.rate) = (DecimalNumber("2"), rates[number % rates.count])
            return line
        }
        invoice.taxes = rates.map { rate in
            EInvoice.Tax(category: "S", rate: rate, base: DecimalNumber("10"), amount: DecimalNumber("0.1"))
        }
        func broken() -> [String?] { EInvoiceRules.findings(invoice).map(\.rule).filter { $0 == "BR-S-8" } }
        #expect(broken() == [])
        invoice.taxes[700].base = DecimalNumber("12")
        #expect(broken() == ["BR-S-8"])
        // Two parts of one rate may share what is taxed.
        invoice.taxes.append(invoice.taxes[700])
        #expect(broken() == [])
    }

    @Test func roundingOfManyLinesIsAllowed() {
        var invoice = EInvoice.sample()
        invoice.totals.lines = DecimalNumber("300.02")
        #expect(!EInvoiceRules.findings(invoice).map(\.rule).contains("BR-CO-10"))
    }

    @Test func invoiceWithoutLinesIsSound() {
        var invoice = EInvoice.sample()
        (invoice.lines, invoice.taxes, invoice.totals.lines) = ([], [], nil)
        #expect(EInvoiceRules.findings(invoice) == [])
    }
}

extension EInvoice {
    /// 3 x 100.00 at 19 %, 50.00 paid already.
    static func sample() -> EInvoice {
        let hundred = DecimalNumber("100")
        let lines = (1...3).map { number in
            Line(
                id: "\(number)", name: "Pump \(number)", quantity: DecimalNumber("1"), unit: "C62", price: hundred,
                net: hundred, category: "S", rate: DecimalNumber("19"), isInformation: false)
        }
        return EInvoice(
            syntax: .cii, typeCode: "380", isCreditNote: false, number: "R-2026-17",
            issueDate: CalendarDate(iso: "2026-05-01"), dueDate: CalendarDate(iso: "2026-05-31"), currency: "EUR",
            seller: Party(name: "Pumpen GmbH", vatId: "DE136695976", street: [], country: "DE"),
            buyer: Party(name: "Kunde AG", street: []), payment: Payment(accounts: ["DE89370400440532013000"]),
            totals: Totals(
                lines: DecimalNumber("300"), net: DecimalNumber("300"), tax: DecimalNumber("57"),
                gross: DecimalNumber("357"), prepaid: DecimalNumber("50"), payable: DecimalNumber("307")),
            allowances: [],
            taxes: [
                Tax(category: "S", rate: DecimalNumber("19"), base: DecimalNumber("300"), amount: DecimalNumber("57"))
            ], lines: lines, unread: [])
    }
}
